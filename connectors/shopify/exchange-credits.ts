import { money, type Money, type MoneyBag } from '#domain/money.ts';
import type { Refund, RefundLine } from '#domain/order.ts';
import type { OrderReturn } from '#domain/order-return.ts';
import type { BookedLine } from './map-line.ts';
import { addBags, isZeroBag, shareOfBag, subtractBags, sumBags } from './money-bags.ts';
import type { VendorOrder } from './order-shape.ts';

interface Exchange {
  readonly order: Pick<VendorOrder, 'taxesIncluded' | 'refunds'>;
  readonly lines: readonly BookedLine[];
  readonly zero: MoneyBag;
}

/**
 * Goods for goods. The new goods are lines of the order and are booked with it, so what they are worth is given back of what
 * came for them; else the customer would owe both. Shopify pays back only the difference, or nothing: what is missing from a
 * refund of the return is what the new goods are worth, and where no refund names the units, the return itself stands for one.
 */
export function withExchanges(
  refunds: readonly Refund[],
  returns: readonly OrderReturn[],
  exchange: Exchange,
): readonly Refund[] {
  const settled = new Map(refunds.map((refund) => [refund.id, refund]));
  const left = new Map(exchange.lines.map(({ line, exchanged }) => [line.id, exchanged.quantity]));
  const added: Refund[] = [];
  for (const one of returns) {
    let worth = worthOfNewGoods(one, exchange);
    if (isZeroBag(worth)) continue;
    for (const vendor of exchange.order.refunds.filter((refund) => refund.return?.id === one.id)) {
      const refund = settled.get(vendor.id);
      if (refund === undefined) continue;
      const paid = paidInKind(refund, worth, exchange);
      settled.set(vendor.id, paid);
      worth = subtractBags(worth, paid.inKind ?? exchange.zero);
    }
    const unnamed = isZeroBag(worth) ? null : creditOfReturn(one, worth, { ...exchange, left });
    if (unnamed !== null) added.push(unnamed);
  }
  return [...settled.values(), ...added];
}

/** What the new goods cost that have become lines of the order, taxes included. */
function worthOfNewGoods({ exchanges }: OrderReturn, { order, lines, zero }: Exchange): MoneyBag {
  const ids = new Set(exchanges.flatMap(({ lineIds }) => lineIds));
  return sumBags(
    lines
      .filter(({ line }) => ids.has(line.id))
      .map(({ line }) => {
        const tax = sumBags(
          line.taxes.map(({ amount }) => amount),
          zero,
        );
        return order.taxesIncluded ? line.total : addBags(line.total, tax);
      }),
    zero,
  );
}

/** Of a refund the part of its worth that was not paid, up to the worth of the new goods. */
function paidInKind(refund: Refund, worth: MoneyBag, exchange: Exchange): Refund {
  const parts = [...refund.lines, ...refund.shipping];
  const net = sumBags([...parts.map(({ amount }) => amount), refund.duties], exchange.zero);
  const tax = sumBags(
    parts.map((part) => part.tax),
    exchange.zero,
  );
  const whole = exchange.order.taxesIncluded ? net : addBags(net, tax);
  const inKind = lesser(subtractBags(whole, refund.total), worth);
  if (isZeroBag(inKind)) return refund;
  const given = addBags(refund.total, inKind);
  return { ...refund, inKind, adjustment: subtractBags(given, whole) };
}

/** Units that came back without a refund: the return, as if it were one. */
function creditOfReturn(
  one: OrderReturn,
  worth: MoneyBag,
  { order, lines, zero, left }: Exchange & { readonly left: Map<string, number> },
): Refund | null {
  const parts: RefundLine[] = [];
  for (const { lineId, processed, refunded } of one.lines) {
    const booked = lines.find(({ line }) => line.id === lineId);
    if (booked === undefined || lineId === null) continue;
    const quantity = Math.min(processed - refunded, left.get(lineId) ?? 0);
    if (quantity <= 0) continue;
    left.set(lineId, (left.get(lineId) ?? 0) - quantity);
    const amount = shareOfBag(booked.exchanged.total, quantity, booked.exchanged.quantity);
    const tax = shareOfBag(booked.exchanged.tax, quantity, booked.exchanged.quantity);
    parts.push({
      lineId,
      quantity,
      // Whether the channel put them on its shelf is in its number, not here.
      restocked: false,
      restockType: 'return',
      locationId: null,
      amount,
      tax,
      booked: { quantity, amount, tax },
    });
  }
  if (parts.length === 0) return null;
  const net = sumBags(
    parts.map(({ amount }) => amount),
    zero,
  );
  const tax = sumBags(
    parts.map((part) => part.tax),
    zero,
  );
  const whole = order.taxesIncluded ? net : addBags(net, tax);
  const inKind = lesser(whole, worth);
  return {
    id: one.id,
    createdAt: one.createdAt,
    total: zero,
    inKind,
    lines: parts,
    shipping: [],
    duties: zero,
    adjustment: subtractBags(inKind, whole),
  };
}

/** The smaller amount, never below zero; each currency by itself. */
function lesser(one: MoneyBag, other: MoneyBag): MoneyBag {
  const of = (left: Money, right: Money): Money =>
    money(Math.max(0, Math.min(left.minor, right.minor)), left.currency);
  return { shop: of(one.shop, other.shop), presentment: of(one.presentment, other.presentment) };
}
