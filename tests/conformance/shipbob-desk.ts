import { ANNOUNCING_SCOPES, type ShipbobSandbox } from '#connectors/shipbob/sandbox/start.ts';
import { orderStatus, type SandboxOrder } from '#connectors/shipbob/sandbox/state.ts';
import { takeOrder } from '#connectors/shipbob/sandbox/take-order.ts';
import type { Shipment } from '#domain/shipment.ts';
import { requestToShip } from '#tests/support/request-to-ship.ts';
import { required } from './check.ts';
import type { RequestHands, ReturnHands } from './fixture.ts';

const UNITS = 1_000_000;

/** What people do in this account: the store that asks, and the fulfillment center that works. */
export function openShipbobDesk({ state, warehouse, channelId }: ShipbobSandbox) {
  const { id: locationId } = warehouse.addLocation({ name: 'Cicero (IL)' });
  warehouse.addLocation({ name: 'Moreno Valley (CA)', isActive: false });
  const tee = warehouse.addItem({ sku: 'TEE', onHand: { [locationId]: UNITS } });
  const skuOf = (inventoryId: number): string => required(state.items.get(inventoryId), 'an item').sku;
  const ordersOf = (reference: string): readonly SandboxOrder[] =>
    [...state.orders.values()].filter(({ referenceId }) => referenceId === reference);
  const idOf = (reference: string): number => required(ordersOf(reference)[0], 'an order').id;

  const place = (units: number): number => {
    const reference = `desk:${state.nextId()}`;
    const body = {
      reference_id: reference,
      shipping_method: 'Standard',
      type: 'DTC',
      location_id: locationId,
      recipient: { name: 'Ada Lovelace', address: { address1: 'Main St 1', city: 'Cicero', country: 'US' } },
      products: [{ reference_id: 'TEE', name: null, quantity: units, external_line_id: 1 }],
      tags: [{ name: 'syncline.line.1', value: `${tee.inventoryId}/gid://shopify/LineItem/1` }],
    };
    const taken = takeOrder(state, body, Number(channelId));
    if ('complaints' in taken) throw new TypeError(JSON.stringify(taken.complaints));
    return taken.order.id;
  };
  const requesting: RequestHands = {
    request: (reference, units) =>
      requestToShip({
        reference,
        locationId: String(locationId),
        lines: [{ sku: 'TEE', listingId: String(tee.inventoryId), quantity: units }],
      }),
    found: (reference) =>
      ordersOf(reference).map((order) => ({
        state: stateOf(order),
        units: order.body.products.reduce((sum, { quantity }) => sum + quantity, 0),
        openUnits: order.shipments
          .filter(({ status }) => status !== 'Completed' && status !== 'Cancelled')
          .flatMap(({ items }) => items)
          .reduce((sum, { quantity }) => sum + quantity, 0),
      })),
    ship: (reference, units) => void warehouse.ship(idOf(reference), { units: { TEE: units } }),
    pick: (reference) => warehouse.pick(idOf(reference)),
    hold: (reference, words) =>
      warehouse.hold(idOf(reference), { name: 'InvalidAddress', description: words }),
  };
  const returnsOf = (reference: string) =>
    [...state.returns.values()].filter(({ referenceId }) => referenceId === reference);
  const returning: ReturnHands = {
    coming: (reference, units) => ({
      reference,
      locationId: String(locationId),
      shipmentId: null,
      lines: [{ listingId: String(tee.inventoryId), quantity: units }],
    }),
    found: (reference) =>
      returnsOf(reference).map((one) => ({
        status: one.canceledAt !== null ? 'canceled' : one.arrivedAt === null ? 'expected' : 'received',
        units: one.lines.reduce((sum, { quantity }) => sum + quantity, 0),
      })),
    arrive: (reference) => warehouse.arriveReturn(required(returnsOf(reference)[0], 'a return').id),
  };
  return {
    locationId,
    scopes: ANNOUNCING_SCOPES,
    skuOf,
    place,
    /** Ids of the shipments that left. */
    parcels: (): readonly string[] =>
      [...state.orders.values()]
        .flatMap(({ shipments }) => shipments)
        .filter(({ status }) => status === 'Completed')
        .map(({ id }) => String(id)),
    requesting,
    returning,
    item: (units: number): number =>
      warehouse.addItem({ sku: `ITEM-${state.nextId()}`, onHand: { [locationId]: units } }).inventoryId,
    announceReturn: (): void => {
      const { id: shipmentId } = warehouse.ship(place(1));
      warehouse.announceReturn({ shipmentId, locationId, units: { TEE: 1_000 } });
    },
    /** A return goes on: it arrives, then unit after unit is put back. It is never over. */
    inspect(id: number): void {
      if (state.returns.get(id)?.arrivedAt === null) warehouse.arriveReturn(id);
      else warehouse.decideReturn(id, { sku: 'TEE', action: 'Restock', quantity: 1 });
    },
    shipOne(): Omit<Shipment, 'trackingUrl' | 'orderReference'> {
      const shipment = warehouse.ship(place(3), { carrier: 'UPS', tracking: '1Z777' });
      return {
        id: String(shipment.id),
        locationId: String(locationId),
        shippedAt: required(shipment.fulfilledAt, 'a time'),
        carrier: 'UPS',
        trackingNumbers: ['1Z777'],
        lines: [{ reference: 'gid://shopify/LineItem/1', quantity: 3 }],
      };
    },
  };
}

function stateOf(order: SandboxOrder) {
  if (order.shipments.some(({ status }) => status === 'OnHold')) return 'on-hold';
  const status = orderStatus(order);
  if (status === 'Cancelled') return 'canceled';
  if (status === 'Fulfilled') return 'shipped';
  return status === 'Exception' ? 'on-hold' : 'accepted';
}
