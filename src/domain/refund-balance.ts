import { addMoney, money, type Money, type MoneyBag, subtractMoney, sumMoney, toDecimal } from './money.ts';
import type { Order, Refund } from './order.ts';

type Side = keyof MoneyBag;
const sides: readonly Side[] = ['shop', 'presentment'];

/** What a refund gives back of what is booked, in one currency: the part that a booking system has to credit. */
export interface Credit {
  readonly total: Money;
  /** Of the credited lines and shipping; part of `total`. */
  readonly tax: Money;
}

/** Where a refund's parts contradict its total; null when they add up to the minor unit in both currencies (I6). */
export function imbalanceOfRefund(order: Order, refund: Refund): string | null {
  if (isWithoutMoney(refund)) return null;
  for (const side of sides) {
    const stated = givenBy(refund, side);
    const parts = addMoney(worthOf(order, refund, side), refund.adjustment[side]);
    if (parts.minor !== stated.minor)
      return `its parts add up to ${toDecimal(parts)}, it says ${toDecimal(stated)} ${stated.currency}`;
  }
  return null;
}

/**
 * What is to be credited for it, in the shop's currency: what it gives, in money and in goods that are booked besides, less the
 * worth of what is no longer booked anyway. Below zero when the shop kept more back than it credits; zero when nothing was given.
 */
export function creditOf(order: Order, refund: Refund): Credit {
  const zero = money(0, order.currency);
  if (isWithoutMoney(refund)) return { total: zero, tax: zero };
  const kept = partsOf(refund, 'shop', 'booked');
  const gone = subtractMoney(worthOf(order, refund, 'shop'), sumOf(order, kept));
  return { total: subtractMoney(givenBy(refund, 'shop'), gone), tax: kept.tax };
}

/**
 * The refunds that together exceed what was paid, the oldest counted first. In the currency that the customer paid: in the
 * shop's own a change of the rate between payment and refund would look like money too much.
 */
export function refundsBeyondPaid(order: Order): ReadonlySet<string> {
  let left = order.totals.paid.presentment.minor;
  const beyond = new Set<string>();
  for (const { id, total } of order.refunds.toSorted((one, other) => one.createdAt - other.createdAt)) {
    if (total.presentment.minor > left) beyond.add(id);
    else left -= total.presentment.minor;
  }
  return beyond;
}

function isWithoutMoney(refund: Refund): boolean {
  return sides.every((side) => givenBy(refund, side).minor === 0);
}

/** Money, and goods in place of money. */
function givenBy({ total, inKind }: Refund, side: Side): Money {
  return inKind === undefined ? total[side] : addMoney(total[side], inKind[side]);
}

interface Parts {
  readonly net: Money;
  readonly tax: Money;
}

/** Lines, shipping and duties with their taxes, without the adjustment. */
function worthOf(order: Order, refund: Refund, side: Side): Money {
  return sumOf(order, partsOf(refund, side, 'all'));
}

function sumOf({ taxesIncluded }: Order, { net, tax }: Parts): Money {
  return taxesIncluded ? net : addMoney(net, tax);
}

function partsOf(refund: Refund, side: Side, which: 'all' | 'booked'): Parts {
  const shipping = refund.shipping.filter(({ booked }) => which === 'all' || booked);
  const lines = refund.lines.map((line) => (which === 'all' ? line : line.booked));
  const { currency } = refund.total[side];
  const sum = (bags: readonly MoneyBag[]): Money =>
    sumMoney(
      bags.map((bag) => bag[side]),
      currency,
    );
  // The channel takes duties that were given back off the order, whether goods have left or not.
  const duties = which === 'all' ? [refund.duties] : [];
  return {
    net: sum([...lines, ...shipping].map(({ amount }) => amount).concat(duties)),
    tax: sum([...lines, ...shipping].map(({ tax }) => tax)),
  };
}
