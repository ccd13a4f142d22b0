import type { OrderReturn } from '#domain/order-return.ts';
import { markOnBox } from '#reconcile/return-reference.ts';
import type { Link } from '#sdk/ledger/connections.ts';
import type { StoredReturn } from '#sdk/ledger/fulfillment.ts';
import type { StoredShipment } from '#sdk/ledger/orders.ts';
import type { AnnouncedReturn } from '#sdk/returns.ts';
import { ownParcels } from './own-parcels.ts';
import { goodsReferenceOf, RETURN_LINK, type ReturnRun } from './return-run.ts';

/** What is known of an order's goods that left and come back. */
export interface ReturnBooks {
  /** What each system really shipped. */
  readonly parcels: readonly StoredShipment[];
  /** Announced goods, by our reference. */
  readonly links: ReadonlyMap<string, Link>;
  /** What the warehouse says of them now, by its id. One that is missing is gone, or not shown yet. */
  readonly there: ReadonlyMap<string, AnnouncedReturn>;
  /** Returns of the order that the warehouse told of and nobody announced here. */
  readonly foreign: readonly StoredReturn[];
}

/** Asks the warehouse. A return that carries our mark and that a ledger from a backup has forgotten is linked anew. */
export async function readReturnBooks(run: ReturnRun, returns: readonly OrderReturn[]): Promise<ReturnBooks> {
  const { context, target } = run;
  const { parcels, told, ...known } = await readLedger(run, returns);
  const marks = new Map(known.parts.map(({ reference, mark }) => [mark, reference]));
  const linked = new Set([...known.links.values()].map(({ theirs }) => theirs));
  const unlinked = told.filter(({ receipt }) => !linked.has(receipt.id));
  const links = new Map(known.links);
  for (const { connection, receipt } of unlinked) {
    const { id: theirs, reference: label } = receipt;
    const ours = label === null ? undefined : marks.get(label);
    // Should the warehouse have two with one mark, the first is the one.
    if (ours === undefined || links.has(ours)) continue;
    const link = { kind: RETURN_LINK, connection, ours, theirs, label };
    await context.ledger.write((tx) => tx.links.save(link));
    links.set(ours, link);
  }
  const ids = [...links.values()].map(({ theirs }) => theirs);
  const said = ids.length === 0 ? [] : await target.read(ids);
  return {
    parcels,
    links,
    there: new Map(said.map((one) => [one.id, one])),
    foreign: unlinked.filter(({ receipt: { reference } }) => reference === null || !marks.has(reference)),
  };
}

async function readLedger(run: ReturnRun, returns: readonly OrderReturn[]) {
  const { context, store, order } = run;
  const { connection, settings, ledger } = context;
  return ledger.read(async (tx) => {
    const shipments = await tx.shipments.ofOrder(store, order.id);
    const origin = { connection: store, orderId: order.id };
    const own = await ownParcels(tx, settings, { origin, shipments });
    const places = [...new Set(shipments.map(({ shipment }) => shipment.locationId))];
    const parts = returns.flatMap((returned) =>
      places.map((locationId) => {
        const reference = goodsReferenceOf(run, returned, { locationId });
        return { reference, mark: markOnBox(returned, reference) };
      }),
    );
    const told = await tx.returns.ofOrder(store, order.id);
    const references = parts.map(({ reference }) => reference);
    return {
      parts,
      parcels: own.map(({ stored, shipment }) => ({ ...stored, shipment })),
      told: told.filter((one) => one.connection === connection),
      links: await tx.links.theirs(RETURN_LINK, connection, references),
    };
  });
}
