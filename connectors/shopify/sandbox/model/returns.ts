import { addLines } from './edit-order.ts';
import type { Bag } from './money-math.ts';
import { lineAmounts } from './order-amounts.ts';
import { fulfilledUnits } from './order-status.ts';
import type { Line, Order } from './records.ts';
import { refundOrder } from './refund.ts';
import type { DispositionType, ExchangeInput, Return, ReturnLine, ReverseLine } from './return-records.ts';
import { announce, type ShopState, touchOrder } from './state.ts';
import { changeStock, stockAt } from './stock.ts';

export interface ReturnInput {
  readonly lines: readonly {
    readonly sku: string;
    readonly quantity: number;
    /** Handle of the reason, `too-tight`. */
    readonly reason?: string;
  }[];
  /** What goes out for it. */
  readonly exchanges?: readonly ExchangeInput[];
}

/** A customer asks to send back what has left; nothing moves. @throws RangeError when less of it has left. */
export function requestReturn(state: ShopState, order: Order, input: ReturnInput): Return {
  const id = state.ids.next('Return');
  const made: Return = {
    kind: 'Return',
    id,
    orderId: order.id,
    name: `${order.name}-R${order.returns.length + 1}`,
    status: 'REQUESTED',
    createdAt: state.now(),
    approvedAt: null,
    closedAt: null,
    lines: input.lines.map(({ sku, quantity, reason }) => {
      const { line, fulfillmentLineId } = leftOf(order, sku, quantity);
      return {
        kind: 'ReturnLineItem',
        id: state.ids.next('ReturnLineItem'),
        returnId: id,
        lineId: line.id,
        fulfillmentLineId,
        quantity,
        processed: 0,
        reason: reason ?? null,
      };
    }),
    exchanges: (input.exchanges ?? []).map((wanted) => ({
      kind: 'ExchangeLineItem',
      id: state.ids.next('ExchangeLineItem'),
      returnId: id,
      input: wanted,
      processed: 0,
      lineIds: [],
    })),
    reverseOrders: [],
  };
  order.returns.push(made);
  state.returns.set(id, made);
  tell(state, order, made, 'request');
  return made;
}

/** Somebody is told where it is to go: one reverse fulfillment order for all of it. */
export function approveReturn(state: ShopState, order: Order, made: Return): void {
  expectStatus(made, 'REQUESTED');
  made.status = 'OPEN';
  made.approvedAt = state.now();
  made.reverseOrders.push({
    kind: 'ReverseFulfillmentOrder',
    id: state.ids.next('ReverseFulfillmentOrder'),
    returnId: made.id,
    status: 'OPEN',
    lines: made.lines.map((returnLine) => ({
      kind: 'ReverseFulfillmentOrderLineItem',
      id: state.ids.next('ReverseFulfillmentOrderLineItem'),
      returnLine,
      dispositions: [],
    })),
    deliveries: [],
  });
  tell(state, order, made, 'approve');
}

export function declineReturn(state: ShopState, order: Order, made: Return): void {
  expectStatus(made, 'REQUESTED');
  made.status = 'DECLINED';
  tell(state, order, made, 'decline');
}

/** Only before any work was done on it. */
export function cancelReturn(state: ShopState, order: Order, made: Return): void {
  expectStatus(made, 'OPEN');
  if (made.lines.some(({ processed }) => processed > 0)) throw new RangeError(`${made.name} was processed`);
  made.status = 'CANCELED';
  for (const entry of made.reverseOrders) entry.status = 'CANCELED';
  tell(state, order, made, 'cancel');
}

export function closeReturn(state: ShopState, order: Order, made: Return): void {
  expectStatus(made, 'OPEN');
  made.status = 'CLOSED';
  made.closedAt = state.now();
  tell(state, order, made, 'close');
}

/** The customer got a label: a parcel is to be expected. */
export function labelReturn(state: ShopState, made: Return): void {
  expectStatus(made, 'OPEN');
  const delivery = { kind: 'ReverseDelivery', id: state.ids.next('ReverseDelivery') } as const;
  made.reverseOrders[0]?.deliveries.push(delivery);
  announce(state, 'reverse_deliveries/attach_deliverable', delivery);
}

/** What became of units that arrived. Only restocked ones are on the shop's shelf again. */
export function disposeReturn(
  state: ShopState,
  order: Order,
  made: Return,
  { sku, quantity, type, locationId }: DisposalInput,
): void {
  const entry = made.reverseOrders.flatMap(({ lines }) => lines).find((line) => skuOf(order, line) === sku);
  if (entry === undefined) throw new RangeError(`${made.name} has no ${sku} to dispose of`);
  entry.dispositions.push({
    kind: 'ReverseFulfillmentOrderDisposition',
    id: state.ids.next('ReverseFulfillmentOrderDisposition'),
    type,
    quantity,
    locationId: locationId ?? null,
    createdAt: state.now(),
  });
  const { variant } = lineOf(order, entry.returnLine.lineId);
  const location = state.locations.get(locationId ?? '');
  if (type === 'RESTOCKED' && location !== undefined && variant?.item.tracked === true) {
    const reason = { cause: 'refund', reference: order.id } as const;
    changeStock(state, stockAt(state, variant.item, location), { available: quantity }, reason);
  }
  announce(state, 'reverse_fulfillment_orders/dispose', { reverseOrder: made.reverseOrders[0], entry });
}

export interface DisposalInput {
  readonly sku: string;
  readonly quantity: number;
  readonly type: DispositionType;
  readonly locationId?: string;
}

/**
 * The store takes all units for returned. What is exchanged becomes lines of the order. With a refund it names the units and
 * pays back the amount, without one no money moves: the balance says who owes whom.
 */
export function processReturn(
  state: ShopState,
  order: Order,
  made: Return,
  { refund }: { readonly refund?: Bag | undefined } = {},
): void {
  expectStatus(made, 'OPEN');
  const due = made.lines.map((line) => ({ line, units: line.quantity - line.processed }));
  if (refund === undefined) {
    for (const { line, units } of due) lineOf(order, line.lineId).cameBack += units;
  } else {
    const lines = due.map(({ line, units }) => {
      return { lineId: line.lineId, quantity: units, restockType: 'NO_RESTOCK' as const };
    });
    refundOrder(state, order, { lines, amount: refund, returnId: made.id });
  }
  for (const { line, units } of due) line.processed += units;
  for (const exchange of made.exchanges.filter(({ processed }) => processed === 0)) {
    exchange.lineIds.push(...addLines(state, order, [exchange.input]).map(({ id }) => id));
    exchange.processed = exchange.input.quantity;
  }
  tell(state, order, made, 'process');
}

/** Units of it that a refund names. */
export function refundedOf(order: Order, line: ReturnLine): number {
  return order.refunds
    .filter(({ returnId }) => returnId === line.returnId)
    .flatMap(({ lines }) => lines)
    .reduce((sum, entry) => sum + (entry.lineId === line.lineId ? entry.quantity : 0), 0);
}

/** `OrderReturnStatus`, as real shops were seen to sum it up. */
export function returnStatusOf({ returns }: Order): string {
  const has = (status: Return['status']): boolean => returns.some((one) => one.status === status);
  if (has('OPEN')) return 'IN_PROGRESS';
  if (has('REQUESTED')) return 'RETURN_REQUESTED';
  return has('CLOSED') ? 'RETURNED' : 'NO_RETURN';
}

function tell(state: ShopState, order: Order, made: Return, what: string): void {
  announce(state, `returns/${what}`, made);
  touchOrder(state, order);
}

function expectStatus({ name, status }: Return, wanted: Return['status']): void {
  if (status !== wanted) throw new RangeError(`${name} is ${status}`);
}

/** Units of an item, on one line, that have left, that are not back, and that no return asks for. */
export function returnableUnits(order: Order, sku: string): number {
  return Math.max(
    0,
    ...order.lines.filter((line) => line.sku === sku).map((line) => returnableOf(order, line)),
  );
}

function returnableOf(order: Order, line: Line): number {
  const back = line.quantity - line.editRemoved - lineAmounts(order, line).currentUnits;
  const asked = order.returns
    .filter(({ status }) => status === 'REQUESTED' || status === 'OPEN')
    .flatMap(({ lines }) => lines)
    .reduce((sum, one) => sum + (one.lineId === line.id ? one.quantity - one.processed : 0), 0);
  return fulfilledUnits(order, line) - back - asked;
}

function leftOf(order: Order, sku: string, units: number) {
  for (const line of order.lines.filter((candidate) => candidate.sku === sku)) {
    if (returnableOf(order, line) < units) continue;
    const left = order.fulfillments
      .filter(({ status }) => status === 'SUCCESS')
      .flatMap(({ lines }) => lines)
      .find(({ lineId }) => lineId === line.id);
    if (left !== undefined) return { line, fulfillmentLineId: left.id };
  }
  throw new RangeError(`${units} units of ${sku} have not left with ${order.name}`);
}

function skuOf(order: Order, { returnLine }: ReverseLine): string | null {
  return lineOf(order, returnLine.lineId).sku;
}

function lineOf(order: Order, lineId: string): Line {
  const line = order.lines.find(({ id }) => id === lineId);
  if (line === undefined) throw new RangeError(`${order.name} has no line ${lineId}`);
  return line;
}
