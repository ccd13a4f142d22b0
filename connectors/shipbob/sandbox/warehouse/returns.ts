import { itemBySku, type SandboxReturn, type ShipbobState } from '../state.ts';
import { move } from '../stock.ts';

export interface NewReturn {
  readonly shipmentId?: number | undefined;
  readonly locationId: number;
  /** Units by SKU. */
  readonly units: Readonly<Record<string, number>>;
}

/** The merchant announces it in the portal. */
export function announce(state: ShipbobState, { shipmentId, locationId, units }: NewReturn): SandboxReturn {
  return makeReturn(state, {
    shipmentId: shipmentId ?? null,
    locationId,
    lines: Object.entries(units).map(([sku, quantity]) => ({
      inventoryId: inventoryOf(state, sku),
      quantity,
    })),
  });
}

/** @param goods without a reference ShipBob gives one of its own. */
export function makeReturn(
  state: ShipbobState,
  goods: Pick<SandboxReturn, 'shipmentId' | 'locationId'> & {
    readonly referenceId?: string;
    readonly lines: readonly { readonly inventoryId: number; readonly quantity: number }[];
  },
): SandboxReturn {
  const id = state.nextId();
  const made: SandboxReturn = {
    id,
    referenceId: `RMA-${id}`,
    createdAt: state.clock.now(),
    arrivedAt: null,
    processingAt: null,
    completedAt: null,
    canceledAt: null,
    ...goods,
    lines: goods.lines.map((line) => ({ ...line, actions: [] })),
  };
  state.returns.set(id, made);
  state.emit({ topic: 'return.created', body: { id } });
  return made;
}

export function arrive(state: ShipbobState, id: number): void {
  returnOf(state, id).arrivedAt = state.clock.now();
  state.emit({ topic: 'return.updated', body: { id } });
}

/** Decides on units of a return; `Restock` puts them back on the shelf. */
export function decide(
  state: ShipbobState,
  id: number,
  decision: {
    readonly sku: string;
    readonly action: 'Restock' | 'Quarantine' | 'Dispose';
    readonly quantity: number;
  },
): void {
  const found = returnOf(state, id);
  const { sku, action, quantity } = decision;
  const inventoryId = inventoryOf(state, sku);
  found.processingAt ??= state.clock.now();
  found.lines.find((line) => line.inventoryId === inventoryId)?.actions.push({ action, quantity });
  if (action === 'Restock') {
    move(state, { inventoryId, locationId: found.locationId, units: quantity, cause: 'returned' });
  }
  state.emit({ topic: 'return.updated', body: { id } });
}

export function complete(state: ShipbobState, id: number): void {
  returnOf(state, id).completedAt = state.clock.now();
  state.emit({ topic: 'return.completed', body: { id } });
}

export function withdraw(state: ShipbobState, id: number): void {
  returnOf(state, id).canceledAt = state.clock.now();
  state.emit({ topic: 'return.updated', body: { id } });
}

function returnOf({ returns }: ShipbobState, id: number): SandboxReturn {
  const found = returns.get(id);
  if (found === undefined) throw new TypeError(`there is no return ${id}`);
  return found;
}

function inventoryOf(state: ShipbobState, sku: string): number {
  const item = itemBySku(state, sku);
  if (item === undefined) throw new TypeError(`there is no item ${sku}`);
  return item.inventoryId;
}
