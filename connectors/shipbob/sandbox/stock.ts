import { levelKey, type Movement, type SandboxShipment, type ShipbobState } from './state.ts';

const OUT_OF_STOCK = {
  name: 'OutOfStock',
  description: 'Inventory is not available at the fulfillment center',
};

export function onHandOf({ onHand }: ShipbobState, inventoryId: number, locationId: number): number {
  return onHand.get(levelKey(inventoryId, locationId)) ?? 0;
}

/** Units that open shipments keep for themselves. */
export function committedOf({ orders }: ShipbobState, inventoryId: number, locationId: number): number {
  let units = 0;
  for (const { shipments } of orders.values()) {
    for (const shipment of shipments) {
      if (shipment.locationId !== locationId || !isOpen(shipment)) continue;
      for (const item of shipment.items) if (item.inventoryId === inventoryId) units += item.committed;
    }
  }
  return units;
}

export function isOpen({ status }: SandboxShipment): boolean {
  return status !== 'Completed' && status !== 'Cancelled';
}

/** Moves units and notes why; those who waited for them get theirs. */
export function move(
  state: ShipbobState,
  { inventoryId, locationId, units, cause }: Omit<Movement, 'at'>,
): void {
  const key = levelKey(inventoryId, locationId);
  state.onHand.set(key, (state.onHand.get(key) ?? 0) + units);
  state.movements.push({ at: state.clock.now(), inventoryId, locationId, units, cause });
  if (units > 0) serveWaiting(state, locationId);
}

/** Those who wait for goods at this center get what has become free there. */
export function serveWaiting(state: ShipbobState, locationId: number): void {
  for (const order of state.orders.values()) {
    for (const shipment of order.shipments) {
      if (shipment.status !== 'Exception' || shipment.locationId !== locationId) continue;
      allocate(state, shipment);
      shipment.updatedAt = state.clock.now();
      order.updatedAt = state.clock.now();
    }
  }
}

/** Commits what is free to an open shipment; what is missing makes it an exception. */
export function allocate(state: ShipbobState, shipment: SandboxShipment): void {
  for (const item of shipment.items) {
    const { locationId } = shipment;
    const free =
      onHandOf(state, item.inventoryId, locationId) - committedOf(state, item.inventoryId, locationId);
    item.committed += Math.max(0, Math.min(free, item.quantity - item.committed));
  }
  const short = shipment.items.filter((item) => item.committed < item.quantity);
  if (short.length === 0 && shipment.status === 'Exception') {
    shipment.status = 'Processing';
    shipment.details = [];
  } else if (short.length > 0 && shipment.status === 'Processing') {
    shipment.status = 'Exception';
  }
  if (shipment.status === 'Exception') {
    shipment.details = short.map(({ inventoryId }) => ({ ...OUT_OF_STOCK, inventoryId }));
  }
}
