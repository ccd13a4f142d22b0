import {
  addBags,
  type Bag,
  isZeroBag,
  shareBag,
  spreadBag,
  subtractBags,
  timesBag,
  zeroBag,
} from './money-math.ts';
import type { Line, Order, Shipping, Tax } from './records.ts';
import type { RefundLine } from './refund-records.ts';

/** What one line comes to: as ordered (`full`) and as of now, after edits and refunds. */
export interface LineAmounts {
  readonly refundedUnits: number;
  readonly currentUnits: number;
  readonly discount: Bag;
  readonly fullNet: Bag;
  readonly fullTax: Bag;
  readonly currentNet: Bag;
  readonly currentTax: Bag;
}

export interface OrderAmounts {
  readonly lines: ReadonlyMap<string, LineAmounts>;
  readonly subtotal: Bag;
  readonly currentSubtotal: Bag;
  readonly shipping: Bag;
  readonly currentShipping: Bag;
  readonly tax: Bag;
  readonly currentTax: Bag;
  readonly discounts: Bag;
  readonly currentDiscounts: Bag;
  readonly cartDiscount: Bag;
  readonly duties: Bag;
  readonly currentDuties: Bag;
  readonly tip: Bag;
  readonly total: Bag;
  readonly currentTotal: Bag;
  readonly received: Bag;
  readonly refunded: Bag;
  readonly refundedShipping: Bag;
  readonly discrepancy: Bag;
  readonly net: Bag;
  /** Still to be paid, what is authorized included. */
  readonly due: Bag;
  /** Still to be paid or authorized. */
  readonly outstanding: Bag;
}

/**
 * All totals of an order, derived each time, so that they always add up:
 * total = lines - discounts + shipping + duties + tip (+ tax, when prices do not contain it).
 */
export function amountsOf(order: Order): OrderAmounts {
  const lines = new Map(order.lines.map((line) => [line.id, lineAmounts(order, line)]));
  const each = [...lines.values()];
  const shippingLines = order.shipping.filter((line) => !line.isRemoved);
  const refundShipping = order.refunds.flatMap((refund) => refund.shipping);
  const subtotal = addBags(...each.map((line) => line.fullNet));
  const currentSubtotal = addBags(...each.map((line) => line.currentNet));
  const shipping = addBags(...shippingLines.map(discountedShipping));
  const refundedShipping = addBags(...refundShipping.map((entry) => entry.subtotal));
  const currentShipping = subtractBags(shipping, refundedShipping);
  const shippingTax = addBags(...shippingLines.flatMap((line) => line.taxes.map((tax) => tax.amount)));
  const tax = addBags(...each.map((line) => line.fullTax), shippingTax);
  const currentTax = subtractBags(
    addBags(...each.map((line) => line.currentTax), shippingTax),
    addBags(...refundShipping.map((entry) => entry.tax)),
  );
  const duties = addBags(...order.lines.flatMap((line) => line.duties.map((duty) => duty.amount)));
  const currentDuties = order.cancelledAt === null ? duties : zeroBag;
  const currentTip = order.cancelledAt === null ? order.tip : zeroBag;
  const taxOnTop = order.taxesIncluded ? zeroBag : tax;
  const currentTaxOnTop = order.taxesIncluded ? zeroBag : currentTax;
  const total = addBags(subtotal, shipping, taxOnTop, duties, order.tip);
  const currentTotal = addBags(currentSubtotal, currentShipping, currentTaxOnTop, currentDuties, currentTip);
  const shippingDiscount = addBags(
    ...shippingLines.flatMap((line) => line.allocations.map((entry) => entry.amount)),
  );
  const money = moneyMoved(order);
  const discrepancy = addBags(
    ...order.refunds.flatMap((refund) => refund.adjustments.map((adjustment) => adjustment.amount)),
  );
  const isOpen = order.cancelledAt === null;
  const due = isOpen ? subtractBags(subtractBags(currentTotal, money.net), discrepancy) : zeroBag;
  return {
    lines,
    subtotal,
    currentSubtotal,
    shipping,
    currentShipping,
    tax,
    currentTax,
    discounts: addBags(...each.map((line) => line.discount), shippingDiscount),
    currentDiscounts: addBags(
      ...order.lines.map((line) => currentDiscount(line, lines.get(line.id))),
      shippingDiscount,
    ),
    cartDiscount: cartDiscount(order),
    duties,
    currentDuties,
    tip: order.tip,
    total,
    currentTotal,
    ...money,
    refundedShipping,
    discrepancy,
    due,
    outstanding: subtractBags(due, authorizedOf(order)),
  };
}

export function lineAmounts(order: Order, line: Line): LineAmounts {
  const refundLines = refundLinesOf(order, line.id);
  const refundedUnits = refundLines.reduce((sum, entry) => sum + entry.quantity, 0);
  const gone = line.editRemoved + line.cameBack;
  const currentUnits = Math.max(0, line.quantity - gone - refundedUnits);
  const discount = addBags(...line.allocations.map((entry) => entry.amount));
  const fullNet = subtractBags(timesBag(line.unitPrice, line.quantity), discount);
  const fullTax = addBags(...line.taxes.map((tax) => tax.amount));
  const current = (full: Bag, refunded: readonly Bag[]): Bag =>
    currentUnits === 0
      ? zeroBag
      : subtractBags(subtractBags(full, shareBag(full, gone, line.quantity)), addBags(...refunded));
  return {
    refundedUnits,
    currentUnits,
    discount,
    fullNet,
    fullTax,
    currentNet: current(
      fullNet,
      refundLines.map((entry) => entry.subtotal),
    ),
    currentTax: current(
      fullTax,
      refundLines.map((entry) => entry.tax),
    ),
  };
}

/** What a refund of `units` of a line is worth: shares of what is left, so that refunding all leaves exactly nothing. */
export function refundShare(
  order: Order,
  line: Line,
  units: number,
): { readonly subtotal: Bag; readonly tax: Bag } {
  const { currentUnits, currentNet, currentTax } = lineAmounts(order, line);
  return {
    subtotal: shareBag(currentNet, units, currentUnits),
    tax: shareBag(currentTax, units, currentUnits),
  };
}

export function discountedShipping(line: Shipping): Bag {
  return subtractBags(line.price, addBags(...line.allocations.map((entry) => entry.amount)));
}

/** Taxes of the whole order by title and rate; `current` leaves out what was removed or refunded. */
export function taxLinesOf(order: Order, current: boolean): readonly Tax[] {
  const found = new Map<string, Tax>();
  const add = (tax: Tax, amount: Bag): void => {
    const key = `${tax.title} ${tax.rate}`;
    const known = found.get(key);
    found.set(key, { title: tax.title, rate: tax.rate, amount: addBags(known?.amount ?? zeroBag, amount) });
  };
  for (const line of order.lines) {
    const amounts = lineAmounts(order, line);
    const total = current ? amounts.currentTax : amounts.fullTax;
    const parts = spreadBag(
      total,
      line.taxes.map((tax) => tax.rate),
    );
    line.taxes.forEach((tax, index) => {
      add(tax, current ? (parts[index] ?? zeroBag) : tax.amount);
    });
  }
  for (const line of order.shipping) {
    if (line.isRemoved) continue;
    for (const tax of line.taxes) add(tax, current && isRefundedShipping(order, line) ? zeroBag : tax.amount);
  }
  return [...found.values()].filter((tax) => !current || !isZeroBag(tax.amount));
}

function isRefundedShipping(order: Order, line: Shipping): boolean {
  return order.refunds.some((refund) => refund.shipping.some((entry) => entry.shippingId === line.id));
}

export function refundLinesOf(order: Order, lineId: string): readonly RefundLine[] {
  return order.refunds.flatMap((refund) => refund.lines.filter((entry) => entry.lineId === lineId));
}

function currentDiscount(line: Line, amounts: LineAmounts | undefined): Bag {
  if (amounts === undefined) return zeroBag;
  return subtractBags(timesBag(line.unitPrice, amounts.currentUnits), amounts.currentNet);
}

function cartDiscount(order: Order): Bag {
  const wholeCart = new Set(
    order.discounts
      .filter((discount) => discount.targetType === 'LINE_ITEM' && discount.allocationMethod === 'ACROSS')
      .map((discount) => discount.index),
  );
  return addBags(
    ...order.lines.flatMap((line) =>
      line.allocations.filter((entry) => wholeCart.has(entry.applicationIndex)).map((entry) => entry.amount),
    ),
  );
}

function moneyMoved(order: Order): { readonly received: Bag; readonly refunded: Bag; readonly net: Bag } {
  const sum = (types: readonly string[]): Bag =>
    addBags(
      ...order.transactions
        .filter((entry) => entry.status === 'SUCCESS' && types.includes(entry.type))
        .map((entry) => entry.amount),
    );
  const received = sum(['SALE', 'CAPTURE']);
  const refunded = sum(['REFUND']);
  return { received, refunded, net: subtractBags(received, refunded) };
}

/** Reserved on the customer's card and not taken yet. */
function authorizedOf(order: Order): Bag {
  if (order.cancelledAt !== null) return zeroBag;
  const sum = (type: string): Bag =>
    addBags(
      ...order.transactions
        .filter((entry) => entry.status === 'SUCCESS' && entry.type === type)
        .map((entry) => entry.amount),
    );
  const reserved = sum('AUTHORIZATION');
  return isZeroBag(reserved) ? zeroBag : subtractBags(reserved, sum('CAPTURE'));
}
