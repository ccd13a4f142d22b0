import {
  itemBySku,
  type SandboxItem,
  type SandboxLocation,
  type SandboxReturn,
  type SandboxShipment,
  type ShipbobState,
} from '../state.ts';
import { move, onHandOf } from '../stock.ts';
import { addItem, addLocation, type NewItem } from './items.ts';
import { cancelShipments, hold, orderOf, pick, release, ship, type ShipOptions } from './parcels.ts';
import { announce, arrive, complete, decide, type NewReturn, withdraw } from './returns.ts';

/** What people in the fulfillment centers, and the merchant in the portal, can do. */
export interface Warehouse {
  addLocation(options: { readonly name: string; readonly isActive?: boolean }): SandboxLocation;
  addItem(options: NewItem): SandboxItem;
  /** The merchant gives a product another title, or takes it off sale. */
  editItem(sku: string, change: { readonly title?: string; readonly isActive?: boolean }): void;
  /** Goods arrive and are stowed. */
  receive(sku: string, locationId: number, units: number): void;
  /** Somebody counts: from now on it is this many. */
  count(sku: string, locationId: number, units: number): void;
  pick(orderId: number): void;
  ship(orderId: number, options?: ShipOptions): SandboxShipment;
  hold(orderId: number, reason: { readonly name: string; readonly description: string }): void;
  release(orderId: number): void;
  /** The merchant cancels in the portal. */
  cancel(orderId: number): void;
  announceReturn(options: NewReturn): SandboxReturn;
  arriveReturn(id: number): void;
  decideReturn(id: number, decision: Parameters<typeof decide>[2]): void;
  completeReturn(id: number): void;
  withdrawReturn(id: number): void;
}

export function createWarehouse(state: ShipbobState): Warehouse {
  const existing = (sku: string): SandboxItem => {
    const item = itemBySku(state, sku);
    if (item === undefined) throw new TypeError(`there is no item ${sku}`);
    return item;
  };
  return {
    addLocation: (options) => addLocation(state, options),
    addItem: (options) => addItem(state, options),
    editItem(sku, { title, isActive }) {
      const item = existing(sku);
      item.title = title ?? item.title;
      item.isActive = isActive ?? item.isActive;
      item.updatedAt = state.clock.now();
    },
    receive: (sku, locationId, units) => {
      move(state, { inventoryId: existing(sku).inventoryId, locationId, units, cause: 'received' });
    },
    count: (sku, locationId, units) => {
      const { inventoryId } = existing(sku);
      const change = units - onHandOf(state, inventoryId, locationId);
      move(state, { inventoryId, locationId, units: change, cause: 'counted' });
    },
    pick: (orderId) => pick(state, orderId),
    ship: (orderId, options) => ship(state, orderId, options),
    hold: (orderId, reason) => hold(state, orderId, reason),
    release: (orderId) => release(state, orderId),
    cancel: (orderId) => {
      cancelShipments(state, orderOf(state, orderId));
    },
    announceReturn: (options) => announce(state, options),
    arriveReturn: (id) => arrive(state, id),
    decideReturn: (id, decision) => decide(state, id, decision),
    completeReturn: (id) => complete(state, id),
    withdrawReturn: (id) => withdraw(state, id),
  };
}
