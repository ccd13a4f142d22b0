import type { Store } from './vendors.ts';

/** An order whose goods may come back. */
interface Returnable {
  readonly store: Store;
  readonly id: string;
  readonly name: string;
  readonly skus: readonly string[];
}

/** Where customers announce that goods come back, and change their minds. */
interface ReturnsCounter {
  /** Null: there is nothing to do it to. */
  act(sold: readonly Returnable[], draw: () => number, what: string): string | null;
}

/** Of the returns that a customer asks for, so many are agreed to at once; the others wait, or are declined. */
const SHARE_AGREED = 0.8;

export function createReturnsCounter(): ReturnsCounter {
  const asked: { readonly order: Returnable; readonly returnId: string }[] = [];
  const pick = <Value>(values: readonly Value[], draw: () => number): Value | undefined =>
    values[Math.floor(draw() * values.length)];

  const sendBack = (sold: readonly Returnable[], draw: () => number): string | null => {
    const shipped = sold.flatMap((order) =>
      order.skus
        .map((sku) => ({ order, sku, units: order.store.model.shop.returnableUnits(order.id, sku) }))
        .filter(({ units }) => units > 0),
    );
    const found = pick(shipped, draw);
    if (found === undefined) return null;
    const { order, sku, units } = found;
    const { shop } = order.store.model;
    const quantity = 1 + Math.floor(draw() * units);
    const returnId = shop.requestReturn(order.id, { lines: [{ sku, quantity }] });
    asked.push({ order, returnId });
    const what = `${quantity} ${sku} of ${order.name} of ${order.store.name}`;
    if (draw() >= SHARE_AGREED) {
      if (draw() < 0.5) return `a customer asks to send back ${what}`;
      shop.declineReturn(returnId);
      return `${order.store.name} declines to take back ${what}`;
    }
    shop.approveReturn(returnId);
    return `${order.store.name} agrees to take back ${what}`;
  };
  const callOff = (draw: () => number): string | null => {
    const open = asked.filter(
      ({ order, returnId }) => order.store.model.state.returns.get(returnId)?.status === 'OPEN',
    );
    const found = pick(open, draw);
    if (found === undefined) return null;
    const { order, returnId } = found;
    order.store.model.shop.cancelReturn(returnId);
    return `${order.store.name} calls a return of ${order.name} off`;
  };
  return {
    act: (sold, draw, what) => (what === 'call-off' ? callOff(draw) : sendBack(sold, draw)),
  };
}
