import { type SandboxOrder, type SandboxShipment, type ShipbobState } from '../state.ts';
import { allocate, isOpen, move, serveWaiting } from '../stock.ts';

export interface ShipOptions {
  /** Units by SKU; absent: all that is left. What stays becomes a shipment of its own. */
  readonly units?: Readonly<Record<string, number>> | undefined;
  readonly carrier?: string | undefined;
  readonly tracking?: string | null | undefined;
  readonly trackingUrl?: string | null | undefined;
}

/** Picks, packs and labels a shipment of the order, or a part of it. The goods leave the center's stock. */
export function ship(state: ShipbobState, orderId: number, options: ShipOptions = {}): SandboxShipment {
  const order = orderOf(state, orderId);
  const shipment = order.shipments.find(isOpen);
  if (shipment === undefined) throw new TypeError(`order ${orderId} has nothing left to ship`);
  if (options.units !== undefined) split(state, order, shipment, options.units);
  const { carrier = 'UPS', tracking = `1Z${shipment.id}`, trackingUrl = null } = options;
  for (const { inventoryId, quantity } of shipment.items) {
    move(state, { inventoryId, locationId: shipment.locationId, units: -quantity, cause: 'shipped' });
  }
  shipment.status = 'Completed';
  shipment.details = [];
  shipment.fulfilledAt = state.clock.now();
  shipment.tracking = { carrier, number: tracking, url: trackingUrl };
  touch(state, order, shipment);
  state.emit({ topic: 'order.shipped', body: { id: shipment.id, order_id: order.id } });
  return shipment;
}

/** Leaves the given units in the shipment and puts the rest into a new one. */
function split(
  state: ShipbobState,
  order: SandboxOrder,
  shipment: SandboxShipment,
  units: Readonly<Record<string, number>>,
): void {
  const open = new Map(Object.entries(units));
  const rest = [];
  for (const item of shipment.items) {
    const kept = Math.min(item.quantity, open.get(item.productReference) ?? 0);
    open.set(item.productReference, (open.get(item.productReference) ?? 0) - kept);
    if (kept < item.quantity) rest.push({ ...item, quantity: item.quantity - kept, committed: 0 });
    item.quantity = kept;
    item.committed = Math.min(item.committed, kept);
  }
  shipment.items.splice(0, shipment.items.length, ...shipment.items.filter(({ quantity }) => quantity > 0));
  if (shipment.items.length === 0) throw new TypeError('a parcel must have something in it');
  if (rest.length === 0) return;
  const now = state.clock.now();
  const another: SandboxShipment = {
    ...shipment,
    id: state.nextId(),
    createdAt: now,
    updatedAt: now,
    status: 'Processing',
    isPicking: false,
    items: rest,
    details: [],
  };
  order.shipments.push(another);
  allocate(state, another);
}

/** Somebody is at work on the order: it can no longer be canceled. */
export function pick(state: ShipbobState, orderId: number): void {
  const order = orderOf(state, orderId);
  for (const shipment of order.shipments.filter(isOpen)) {
    shipment.isPicking = true;
    touch(state, order, shipment);
  }
}

export function hold(
  state: ShipbobState,
  orderId: number,
  reason: { readonly name: string; readonly description: string },
): void {
  const order = orderOf(state, orderId);
  for (const shipment of order.shipments.filter(isOpen)) {
    shipment.status = 'OnHold';
    shipment.details = [{ ...reason, inventoryId: null }];
    touch(state, order, shipment);
  }
  state.emit({ topic: 'order.shipment.on_hold', body: { order_id: order.id } });
}

export function release(state: ShipbobState, orderId: number): void {
  const order = orderOf(state, orderId);
  for (const shipment of order.shipments.filter(({ status }) => status === 'OnHold')) {
    shipment.status = 'Processing';
    shipment.details = [];
    allocate(state, shipment);
    touch(state, order, shipment);
  }
}

/** What was canceled of an order's shipments, and why the others were not. */
export function cancelShipments(
  state: ShipbobState,
  order: SandboxOrder,
): readonly { readonly shipmentId: number; readonly reason: string | null }[] {
  const results = order.shipments
    .filter(({ status }) => status !== 'Cancelled')
    .map((shipment) => {
      const reason =
        shipment.status === 'Completed' ? 'It has shipped' : shipment.isPicking ? 'It is being picked' : null;
      if (reason === null) {
        shipment.status = 'Cancelled';
        for (const item of shipment.items) item.committed = 0;
        touch(state, order, shipment);
      }
      return { shipmentId: shipment.id, reason };
    });
  for (const { locationId, status } of order.shipments)
    if (status === 'Cancelled') serveWaiting(state, locationId);
  if (results.some(({ reason }) => reason === null)) {
    state.emit({ topic: 'order.shipment.cancelled', body: { order_id: order.id } });
  }
  return results;
}

export function orderOf({ orders }: ShipbobState, id: number): SandboxOrder {
  const order = orders.get(id);
  if (order === undefined) throw new TypeError(`there is no order ${id}`);
  return order;
}

function touch({ clock }: ShipbobState, order: SandboxOrder, shipment: SandboxShipment): void {
  const now = clock.now();
  shipment.updatedAt = now;
  order.updatedAt = now;
}
