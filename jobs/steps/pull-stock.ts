import { type Bundles, plainSkusOf } from '#domain/bundle.ts';
import type { Shipment } from '#domain/shipment.ts';
import { orderFromReference } from '#reconcile/order-document.ts';
import { partOfReference } from '#reconcile/part-references.ts';
import { orderOfRequest } from '#reconcile/request-reference.ts';
import { skuOfPart, toWholeShipment } from '#reconcile/whole-shipment.ts';
import { namedOf, openUnreadable, refuseNameless } from './refused-records.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { StoredShipment } from '#sdk/ledger/orders.ts';
import { refreshStock } from './marks.ts';
import { publishMarks } from './publish-marks.ts';
import { requestFulfillment } from './request-marks.ts';
import { returnMarks } from './return-marks.ts';
import { recordLevels } from './record-stock.ts';
import { noteRefusedLevels } from './refused-levels.ts';

/** Readings of everything whose count changed since the cursor. */
export async function pullLevels(context: JobContext): Promise<void> {
  const { connection, ledger, clock, account } = context;
  const source = account.stock?.source;
  if (source === undefined) return;
  const { cursor } = await ledger.read((tx) => tx.cursors.get(connection, 'stock'));
  const startedAt = clock.now();
  const pages = source.changedSince(cursor)[Symbol.asyncIterator]();
  let pageCount = 0;
  while (true) {
    const basis = await ledger.read((tx) => tx.sequence.current());
    const next = await pages.next();
    if (next.done === true) return;
    const page = next.value;
    pageCount += 1;
    await recordLevels(context, {
      levels: page.items,
      basis,
      sentAt: page.sentAt,
      answeredAt: page.answeredAt,
    });
    await noteRefusedLevels(context, page.refused);
    await ledger.write((tx) =>
      tx.cursors.save(connection, 'stock', {
        cursor: page.cursor,
        // A pass of many pages may be the first part of a mass change: the brake waits for its end.
        passStartedAt: page.complete ? null : startedAt,
        ...(page.complete ? { completedAt: clock.now(), horizonAt: startedAt } : {}),
      }),
    );
    if (page.complete) return;
    context.signal.throwIfAborted();
    if (pageCount % 5 === 0) await context.prolong();
  }
}

/** What left the authority's warehouses, as its own statements: they end reservations and fulfill orders at the channel. */
export async function pullShipments(context: JobContext): Promise<void> {
  const { connection, ledger, clock, account } = context;
  const source = account.shipments?.source;
  if (source === undefined) return;
  const { cursor } = await ledger.read((tx) => tx.cursors.get(connection, 'shipments'));
  let mayPass = true;
  for await (const page of source.changedSince(cursor)) {
    const named = namedOf(page.refused);
    mayPass = await ledger.write(async (tx) => {
      for (const shipment of page.items) await recordShipment(context, tx, shipment);
      await openUnreadable(context, tx, named, {
        type: UNREADABLE,
        suggestion:
          'Correct the delivery in the system that ships; its shipments are read again from there until it can be read. Or accept this: then that delivery is left out.',
      });
      const ids = named.map(({ id }) => id);
      const left = await tx.discrepancies.notOpen(UNREADABLE, connection, ids);
      // Nobody asks for a single shipment: the cursor waits until it can be read, or a person leaves it out.
      if (!mayPass || left.length < ids.length) return false;
      await tx.cursors.save(connection, 'shipments', {
        cursor: page.cursor,
        ...(page.complete ? { completedAt: clock.now() } : {}),
      });
      // The cursor passes nothing unread, so whatever could not be read has been; it may have been named by its order.
      if (page.complete) await tx.discrepancies.closeAll(UNREADABLE, connection, clock.now());
      return true;
    });
    refuseNameless(page.refused, 'shipments');
    if (page.complete) return;
    context.signal.throwIfAborted();
    await context.prolong();
  }
}

const UNREADABLE = 'unreadable-shipment';

async function recordShipment(
  { connection, settings, clock, account }: JobContext,
  tx: LedgerTransaction,
  said: Shipment,
): Promise<void> {
  // A warehouse speaks of requests, a system that books orders of orders.
  const reference =
    account.requests?.target === undefined
      ? said.orderReference
      : (orderOfRequest(said.orderReference)?.orderReference ?? '');
  const origin = orderFromReference(reference);
  if (origin === null || settings.channels[origin.connection] === undefined) return;
  const location = settings.locations.find(
    ({ authority }) => authority.connection === connection && authority.locationId === said.locationId,
  );
  const order = { orderConnection: origin.connection, orderId: origin.orderId };
  const mayHaveParts = settings.stock.bundles.size > 0 || said.lines.some(isPart);
  const isAsked = account.requests?.target !== undefined;
  const shipment =
    isAsked && mayHaveParts
      ? await inOrderLines(tx, settings.stock.bundles, { connection, said, ...order })
      : said;
  const stored = { connection, shipment, ...order };
  const isNews = await tx.shipments.record(
    stored,
    location?.name ?? null,
    await tx.sequence.next(),
    clock.now(),
  );
  if (!isNews) return;
  const cause = `shipment ${said.id} of ${connection}`;
  const known = await tx.orders.get(origin.connection, origin.orderId);
  const skus = (known?.order.lines ?? []).flatMap((line) => (line.sku === null ? [] : [line.sku]));
  const listings = await tx.catalog.bySku(connection, [...plainSkusOf(skus, settings.stock.bundles)]);
  await tx.work.mark([
    // What merely repeats a parcel that we told of is news for nobody.
    ...((said.mirrorOf ?? null) === null
      ? publishMarks(settings, { channel: origin.connection, reference, from: connection, cause })
      : []),
    ...(account.requests?.target === undefined ? [] : [requestFulfillment(reference, { connection, cause })]),
    ...returnMarks(settings, { returns: known?.order.returns, reference, cause }),
    // S1: the statement is younger than the last reading, so the item is to be read again.
    ...listings.map((listing) => refreshStock(listing.id, { connection, cause })),
  ]);
}

function isPart({ reference }: Shipment['lines'][number]): boolean {
  return partOfReference(reference) !== null;
}

/** A parcel of a request has parts of bundles in it; which bundles are whole with it, the request's other parcels say. */
async function inOrderLines(
  tx: LedgerTransaction,
  bundles: Bundles,
  {
    connection,
    said,
    orderConnection,
    orderId,
  }: Omit<StoredShipment, 'shipment'> & { readonly said: Shipment },
): Promise<Shipment> {
  const others = (await tx.shipments.ofOrder(orderConnection, orderId)).filter(
    ({ connection: from, shipment }) =>
      from === connection && shipment.orderReference === said.orderReference && shipment.id !== said.id,
  );
  const lines = (await tx.orders.get(orderConnection, orderId))?.order.lines ?? [];
  return toWholeShipment(
    said,
    others.map(({ shipment }) => shipment),
    (part) => skuOfPart(part, lines, bundles),
  );
}
