import { addMoney, type Money, type MoneyBag, sumMoney, toDecimal } from './money.ts';
import type { Order } from './order.ts';

/** Says where an order's amounts contradict each other; null when they balance to the minor unit in both currencies (I6). */
export function imbalanceOf(order: Order): string | null {
  return (
    imbalanceIn(order, 'shop') ??
    (order.presentmentCurrency === order.currency ? null : imbalanceIn(order, 'presentment'))
  );
}

function imbalanceIn(order: Order, side: keyof MoneyBag): string | null {
  const currency = side === 'shop' ? order.currency : order.presentmentCurrency;
  const total = (bags: readonly MoneyBag[]): Money =>
    sumMoney(
      bags.map((bag) => bag[side]),
      currency,
    );
  const { totals } = order;

  for (const line of order.lines) {
    const worth = line.unitPrice[side].minor * line.quantity - line.discount[side].minor;
    if (worth !== line.total[side].minor)
      return `line ${line.id}: price x quantity - discount is not its total (${side})`;
  }
  const tax = total(
    [...order.lines.flatMap((line) => line.taxes), ...order.shipping.flatMap((line) => line.taxes)].map(
      (line) => line.amount,
    ),
  );
  const checks: readonly (readonly [string, Money, Money])[] = [
    ['lines', total(order.lines.map((line) => line.total)), totals.lines[side]],
    ['shipping', total(order.shipping.map((line) => line.total)), totals.shipping[side]],
    ['tax', tax, totals.tax[side]],
    ['total', sumOfTotals(order, side, currency), totals.total[side]],
  ];
  for (const [name, computed, stated] of checks) {
    if (computed.minor !== stated.minor)
      return `${name}: parts add up to ${toDecimal(computed)}, the order says ${toDecimal(stated)} ${currency}`;
  }
  return null;
}

function sumOfTotals(order: Order, side: keyof MoneyBag, currency: string): Money {
  const { lines, shipping, tip, duties, fees, rounding, tax } = order.totals;
  const parts = [lines, shipping, tip, duties, fees, rounding].map((bag) => bag[side]);
  const sum = sumMoney(parts, currency);
  return order.taxesIncluded ? sum : addMoney(sum, tax[side]);
}
