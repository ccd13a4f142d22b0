import Big from 'big.js';
import type { MoneyBag } from '#domain/money.ts';
import type { TaxLine } from '#domain/order.ts';
import type { LineUnits, RefundSplit } from './booked-units.ts';
import {
  addBags,
  isNegativeBag,
  shareOfBag,
  spreadBag,
  subtractBags,
  sumBags,
  timesBag,
  toBag,
} from './money-bags.ts';
import type { VendorLine, VendorTax } from './order-shape.ts';

/** An order whose amounts contradict each other. It is parked with this reason: amounts are never guessed. */
export class UnbalancedError extends Error {
  override readonly name = 'UnbalancedError';
}

/** The amounts of the units to book, and what was refunded of them after they had shipped. */
export interface BookedAmounts {
  readonly discount: MoneyBag;
  readonly total: MoneyBag;
  readonly taxes: readonly TaxLine[];
  readonly refundedTotal: MoneyBag;
  readonly refundedTax: MoneyBag;
  /** Of these, what came back without a refund. */
  readonly exchanged: ExchangedUnits;
}

/** Units that came back and that no refund names, with what they cost. */
export interface ExchangedUnits {
  readonly quantity: number;
  readonly total: MoneyBag;
  readonly tax: MoneyBag;
}

/**
 * Shopify's discounts and taxes of a line are those of all units ever ordered. What was removed before it shipped is
 * taken off by the amounts in its own refund lines; units without one (an edit of an unpaid order) in proportion, and so
 * is what came back for something else. The goods given for it are lines of their own, with a sign of their own: it is the
 * sum that must be Shopify's.
 */
export function amountsOf(line: VendorLine, units: LineUnits, zero: MoneyBag): BookedAmounts {
  const net = cutRefunds(units, zero, (split) => toBag(split.refundLine.subtotalSet));
  const tax = cutRefunds(units, zero, (split) => toBag(split.refundLine.totalTaxSet));
  if (units.toBook === 0)
    return {
      discount: zero,
      total: zero,
      taxes: [],
      refundedTotal: net.kept,
      refundedTax: tax.kept,
      exchanged: { quantity: 0, total: zero, tax: zero },
    };

  const unitPrice = toBag(line.originalUnitPriceSet);
  const allocated = line.discountAllocations.map((allocation) => toBag(allocation.allocatedAmountSet));
  const fullNet = subtractBags(timesBag(unitPrice, line.quantity), sumBags(allocated, zero));
  const fullTaxes = line.taxLines.map((entry) => toBag(entry.priceSet));
  const unexplained = units.removed - units.refunds.reduce((sum, split) => sum + split.removedUnits, 0);
  const removedNet = addBags(net.removed, shareOfBag(fullNet, unexplained, line.quantity));
  const fullTax = sumBags(fullTaxes, zero);
  const removedTax = addBags(tax.removed, shareOfBag(fullTax, unexplained, line.quantity));

  const total = subtractBags(fullNet, removedNet);
  const discount = subtractBags(timesBag(unitPrice, units.toBook), total);
  if (isNegativeBag(discount)) throw new UnbalancedError('a line costs more than its unit price says');
  const exchanged = {
    quantity: units.exchanged,
    total: shareOfBag(fullNet, units.exchanged, line.quantity),
    tax: shareOfBag(fullTax, units.exchanged, line.quantity),
  };
  return {
    discount,
    total,
    taxes: reduceTaxes(line.taxLines, fullTaxes, removedTax),
    refundedTotal: addBags(net.kept, exchanged.total),
    refundedTax: addBags(tax.kept, exchanged.tax),
    exchanged,
  };
}

/** Tax lines with `removed` taken off in proportion. */
export function reduceTaxes(
  taxLines: readonly VendorTax[],
  amounts: readonly MoneyBag[],
  removed: MoneyBag,
): readonly TaxLine[] {
  const parts = spreadBag(removed, amounts);
  return taxLines.flatMap((tax, index) => {
    const full = amounts[index];
    const part = parts[index];
    if (full === undefined || part === undefined) return [];
    return [{ title: tax.title, rate: new Big(tax.rate).toFixed(), amount: subtractBags(full, part) }];
  });
}

/** What a refund line says of units that had shipped. */
export interface KeptRefund {
  readonly quantity: number;
  readonly amount: MoneyBag;
  readonly tax: MoneyBag;
}

export function keptOf({ refundLine, removedUnits, keptUnits }: RefundSplit): KeptRefund {
  const kept = (amount: MoneyBag): MoneyBag =>
    removedUnits === 0 ? amount : subtractBags(amount, shareOfBag(amount, removedUnits, refundLine.quantity));
  return {
    quantity: keptUnits,
    amount: kept(toBag(refundLine.subtotalSet)),
    tax: kept(toBag(refundLine.totalTaxSet)),
  };
}

/** A line's refunds as two sums: of units that never shipped and of the rest. The two add up to all of it. */
function cutRefunds(
  units: LineUnits,
  zero: MoneyBag,
  amountOf: (split: RefundSplit) => MoneyBag,
): { readonly removed: MoneyBag; readonly kept: MoneyBag } {
  const all = sumBags(units.refunds.map(amountOf), zero);
  const removed = sumBags(
    units.refunds
      .filter((split) => split.removedUnits > 0)
      .map((split) => shareOfBag(amountOf(split), split.removedUnits, split.refundLine.quantity)),
    zero,
  );
  return { removed, kept: subtractBags(all, removed) };
}
