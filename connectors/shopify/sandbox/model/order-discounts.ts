import {
  addBags,
  type Bag,
  minBag,
  shareBag,
  spreadBag,
  subtractBags,
  timesBag,
  toBag,
  zeroBag,
} from './money-math.ts';
import { retaxLine } from './order-lines.ts';
import type { Line, Order } from './records.ts';

/** A discount on the whole basket: an amount or a percentage, with a code or, without one, automatic. */
export interface OrderDiscountInput {
  readonly code?: string | undefined;
  readonly title?: string | undefined;
  readonly amountMinor?: number | undefined;
  readonly percentage?: number | undefined;
}

/** Spreads the discount over the lines in proportion to what they cost; it never makes the basket negative. */
export function applyOrderDiscount(order: Order, input: OrderDiscountInput): void {
  const discountable = order.lines.filter((line) => !line.isGiftCard);
  const nets = discountable.map(netOf);
  const whole = addBags(...nets);
  const { percentage } = input;
  const wanted: Bag =
    percentage === undefined
      ? toBag(input.amountMinor ?? 0, order, order.rate)
      : shareBag(whole, percentage, 100);
  const amount = minBag(wanted, whole);
  const index = order.discounts.length;
  order.discounts.push({
    typeName: input.code === undefined ? 'AutomaticDiscountApplication' : 'DiscountCodeApplication',
    index,
    title: input.title ?? input.code ?? 'Discount',
    code: input.code ?? null,
    targetType: 'LINE_ITEM',
    targetSelection: 'ALL',
    allocationMethod: 'ACROSS',
    value: percentage === undefined ? { amount } : { percentage },
  });
  const parts = spreadBag(
    amount,
    nets.map((net) => net.shop),
  );
  discountable.forEach((line, at) => {
    line.allocations = [...line.allocations, { amount: parts[at] ?? zeroBag, applicationIndex: index }];
    retaxLine(order, line);
  });
}

function netOf(line: Line): Bag {
  return subtractBags(
    timesBag(line.unitPrice, line.quantity),
    addBags(...line.allocations.map((entry) => entry.amount)),
  );
}
