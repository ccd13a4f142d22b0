import { z } from 'zod';
import { afterWrite } from '#sdk/call-effect.ts';
import type { FulfillmentTarget, ShipmentToPublish } from '#sdk/capabilities.ts';
import { RejectedError, SynclineError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { Client } from './client.ts';
import { goodsIn } from './goods-lines.ts';
import { withMark } from './parcel-mark.ts';
import type { WarehouseFinder } from './picking-types.ts';
import { deliveriesOf, planDeliveries, type PlannedDelivery, untoldUnits } from './plan-deliveries.ts';
import { type Delivery, readDeliveries } from './read-deliveries.ts';

const window = z.object({ res_model: z.string() });

/**
 * What another system shipped, as validated deliveries. Odoo has no key for it, so each delivery says in its notes which
 * parcel it repeats before it is validated, and what is done under that mark is not done again: all that comes before the
 * validation only sets values, and may be repeated at any time.
 *
 * Calls per parcel: 2 to find it, and 2 + 1 for the mark, 1 for each different quantity, 1 to validate, 2 to verify. One with a
 * line that Odoo does not deliver takes 3 more each time.
 */
export function createFulfillmentTarget(client: Client, warehouseOf: WarehouseFinder): FulfillmentTarget {
  const read = (publish: ShipmentToPublish): Promise<readonly Delivery[]> =>
    readDeliveries(client, warehouseOf, publish.orderId);
  return {
    idempotency: { by: 'look-up', quarantineMs: client.settings.quarantineMs },
    async find(publish) {
      const deliveries = await read(publish);
      return toldIn(await goodsIn(client, publish, deliveries), deliveries);
    },
    async fulfill(publish) {
      let deliveries = await read(publish);
      const goods = await goodsIn(client, publish, deliveries);
      const plan = planDeliveries(goods, deliveries);
      for (const [index, step] of plan.entries()) {
        const deliver = (): Promise<readonly Delivery[]> => validate(client, goods, step, read);
        deliveries = await (index === 0 ? deliver() : afterFirst(deliver));
      }
      const told = toldIn(goods, deliveries);
      if (told !== null) return told;
      throw new UnknownOutcomeError('a delivery was validated with other units than the parcel has');
    },
  };
}

function toldIn(publish: ShipmentToPublish, deliveries: readonly Delivery[]): { readonly id: string } | null {
  // Nothing of it is anything that Odoo delivers.
  if (publish.shipment.lines.length === 0) return { id: `none:${publish.reference}` };
  const [first] = deliveriesOf(publish, deliveries);
  return first === undefined || untoldUnits(publish, deliveries).size > 0 ? null : { id: String(first.id) };
}

/** Part of the parcel has been told: from there on "nothing happened, try again" would be a lie. */
async function afterFirst<Result>(deliver: () => Promise<Result>): Promise<Result> {
  try {
    return await deliver();
  } catch (error) {
    if (error instanceof SynclineError && error.kind !== 'rejected')
      throw new UnknownOutcomeError(`part of the parcel was told: ${error.message}`, { cause: error });
    throw error;
  }
}

async function validate(
  client: Client,
  publish: ShipmentToPublish,
  { delivery, parts }: PlannedDelivery,
  read: (publish: ShipmentToPublish) => Promise<readonly Delivery[]>,
): Promise<readonly Delivery[]> {
  await writeMark(client, publish, delivery);
  await writeQuantities(client, delivery, parts);
  // Without the word Odoo answers a part with a window that asks about a back order, and changes nothing.
  const { result } = await client.call({
    model: 'stock.picking',
    method: 'button_validate',
    effect: 'write',
    ids: [delivery.id],
    context: { skip_backorder: true },
  });
  const deliveries = await afterWrite('Odoo', () => read(publish));
  if (deliveries.find(({ id }) => id === delivery.id)?.state === 'done') return deliveries;
  const asked = window.safeParse(result).data?.res_model ?? 'nothing';
  throw new RejectedError(
    `${delivery.name} was not validated, Odoo answers with ${asked}: validate it by hand`,
    { code: 'not-validated' },
  );
}

/** A carrier goes only with a number: what has one needs no label of Odoo's. */
async function writeMark(
  client: Client,
  { reference, shipment }: ShipmentToPublish,
  { id, note }: Delivery,
): Promise<void> {
  const { module, carriers } = client.settings;
  const fields = await client.fields('stock.picking');
  const numbers = shipment.trackingNumbers.join(', ');
  const keepsNumbers = fields.has('carrier_tracking_ref') && numbers !== '';
  const carrierId = shipment.carrier === null ? undefined : carriers[shipment.carrier];
  const keepsCarrier = keepsNumbers && carrierId !== undefined && fields.has('carrier_id');
  const words = [keepsCarrier ? '' : (shipment.carrier ?? ''), keepsNumbers ? '' : numbers];
  await client.call({
    model: 'stock.picking',
    method: 'write',
    effect: 'write',
    ids: [id],
    params: {
      vals: {
        note: withMark(module, note, {
          reference,
          pickingId: id,
          words: words.filter((one) => one !== '').join(' '),
        }),
        ...(keepsNumbers ? { carrier_tracking_ref: numbers } : {}),
        ...(keepsCarrier ? { carrier_id: carrierId } : {}),
      },
    },
  });
}

/** Exactly the parcel's units are ticked off; once one move is, Odoo ships nothing that is not. */
async function writeQuantities(
  client: Client,
  { moves }: Delivery,
  parts: PlannedDelivery['parts'],
): Promise<void> {
  const write = (ids: readonly number[], vals: Record<string, unknown>): Promise<unknown> =>
    client.call({ model: 'stock.move', method: 'write', effect: 'write', ids, params: { vals } });
  const chosen = new Set(parts.map(({ moveId }) => moveId));
  const others = moves.filter(({ id, isOpen, picked }) => isOpen && picked && !chosen.has(id));
  if (others.length > 0)
    await write(
      others.map(({ id }) => id),
      { picked: false },
    );
  for (const [quantity, same] of Map.groupBy(parts, (part) => part.quantity))
    await write(
      same.map(({ moveId }) => moveId),
      { quantity, picked: true },
    );
}
