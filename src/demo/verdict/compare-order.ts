import type { ErpLine, ErpOrder, StoreLine, StoreOrder } from './books.ts';

/**
 * In sentences, how the ERP's order differs from the store's; empty when it is right. The total must be equal to the
 * minor unit, and so must the quantity and the amount of every line. The two systems may round taxes differently, once
 * per line and for the shipping, as long as the total is exact. A canceled order need only be canceled.
 */
export function differencesOf(order: StoreOrder, booked: ErpOrder): readonly string[] {
  if (order.canceledAtMs !== null)
    return booked.state === 'canceled' ? [] : [`canceled in the store, ${booked.state} in the ERP`];
  if (booked.state !== 'confirmed') return [`sold in the store, ${booked.state} in the ERP`];
  if (order.currency !== booked.currency) return [`sold in ${order.currency}, booked in ${booked.currency}`];
  const differences: string[] = [];
  if (order.totalMinor !== booked.totalMinor)
    differences.push(`total ${order.totalMinor} in the store, ${booked.totalMinor} in the ERP`);
  const roundings = order.lines.length + 1;
  if (Math.abs(order.taxMinor - booked.taxMinor) > roundings)
    differences.push(`tax ${order.taxMinor} in the store, ${booked.taxMinor} in the ERP`);
  return [...differences, ...lineDifferences(order, booked)];
}

/** Lines have no common name in the two books, so they are compared as two bags of (SKU, quantity, amount). */
function lineDifferences(order: StoreOrder, booked: ErpOrder): readonly string[] {
  const left = [...booked.lines];
  const differences: string[] = [];
  for (const line of order.lines) {
    if (line.quantity === 0 || line.sku === null) continue;
    const index = left.findIndex((other) => isSame(line, other, order.taxesIncluded));
    if (index >= 0) left.splice(index, 1);
    else differences.push(`no line of ${line.quantity} x ${line.sku} for ${line.totalMinor} in the ERP`);
  }
  const sold = new Set(order.lines.map(({ sku }) => sku));
  for (const extra of left) {
    if (extra.quantity === 0 || !sold.has(extra.sku)) continue;
    differences.push(`the ERP has ${extra.quantity} x ${extra.sku} for ${extra.totalMinor} too many`);
  }
  return differences;
}

function isSame(line: StoreLine, other: ErpLine, taxesIncluded: boolean): boolean {
  const amount = taxesIncluded ? other.totalMinor : other.untaxedMinor;
  return line.sku === other.sku && line.quantity === other.quantity && line.totalMinor === amount;
}
