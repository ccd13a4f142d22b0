import type { Bag } from './model/money-math.ts';
import type { Return } from './model/return-records.ts';
import {
  approveReturn,
  cancelReturn,
  closeReturn,
  declineReturn,
  labelReturn,
  type DisposalInput,
  disposeReturn,
  processReturn,
  requestReturn,
  returnableUnits,
  type ReturnInput,
} from './model/returns.ts';
import type { ShopState } from './model/state.ts';

/** What customers and staff do with what comes back. Returns are named by id; all throw for what is not allowed. */
export interface ShopReturns {
  /** @returns its id. */
  requestReturn(orderId: string, input: ReturnInput): string;
  /** Units of an item that `requestReturn` would take. */
  returnableUnits(orderId: string, sku: string): number;
  approveReturn(returnId: string): void;
  declineReturn(returnId: string): void;
  cancelReturn(returnId: string): void;
  /** Sends the customer a label for a parcel. */
  labelReturn(returnId: string): void;
  /** Says what became of units that arrived. */
  disposeReturn(returnId: string, disposal: DisposalInput): void;
  /** Takes it for returned; see `processReturn` (model/returns.ts). */
  processReturn(returnId: string, options?: { readonly refund?: Bag | undefined }): void;
  closeReturn(returnId: string): void;
}

export function createShopReturns(state: ShopState): ShopReturns {
  const orderOf = (id: string) => {
    const order = state.orders.get(id);
    if (order === undefined) throw new RangeError(`the shop has no order ${id}`);
    return order;
  };
  const returnOf = (id: string): Return => {
    const found = state.returns.get(id);
    if (found === undefined) throw new RangeError(`the shop has no return ${id}`);
    return found;
  };
  return {
    requestReturn: (orderId, input) => requestReturn(state, orderOf(orderId), input).id,
    returnableUnits: (orderId, sku) => returnableUnits(orderOf(orderId), sku),
    approveReturn(id) {
      approveReturn(state, orderOf(returnOf(id).orderId), returnOf(id));
    },
    declineReturn(id) {
      declineReturn(state, orderOf(returnOf(id).orderId), returnOf(id));
    },
    cancelReturn(id) {
      cancelReturn(state, orderOf(returnOf(id).orderId), returnOf(id));
    },
    labelReturn(id) {
      labelReturn(state, returnOf(id));
    },
    disposeReturn(id, disposal) {
      disposeReturn(state, orderOf(returnOf(id).orderId), returnOf(id), disposal);
    },
    processReturn(id, options = {}) {
      processReturn(state, orderOf(returnOf(id).orderId), returnOf(id), options);
    },
    closeReturn(id) {
      closeReturn(state, orderOf(returnOf(id).orderId), returnOf(id));
    },
  };
}
