import type {
  OrderCreateOrderInput,
  OrderCreateTaxLineInput,
} from '#connectors/shopify/generated/admin.types.ts';
import { addBags, type Bag, spreadBag, subtractBags, timesBag, zeroBag } from '../model/money-math.ts';
import { amountsOf } from '../model/order-amounts.ts';
import type { Order } from '../model/records.ts';
import type { ShopState } from '../model/state.ts';
import { taxOfInput, toBagOf } from './import-order-parts.ts';

/** Payments as given; a paid order without any gets one over all of it. */
export function importPayments(state: ShopState, order: Order, input: OrderCreateOrderInput): void {
  const now = state.now();
  for (const entry of input.transactions ?? []) {
    const kind = entry.kind ?? 'SALE';
    if (
      kind !== 'SALE' &&
      kind !== 'AUTHORIZATION' &&
      kind !== 'CAPTURE' &&
      kind !== 'REFUND' &&
      kind !== 'VOID'
    )
      continue;
    order.transactions.push({
      kind: 'OrderTransaction',
      id: state.ids.next('OrderTransaction'),
      orderId: order.id,
      type: kind,
      status:
        entry.status === 'PENDING' || entry.status === 'FAILURE' || entry.status === 'ERROR'
          ? entry.status
          : 'SUCCESS',
      gateway: entry.gateway ?? 'manual',
      test: entry.test ?? order.test,
      amount: toBagOf(entry.amountSet, order),
      parentId: null,
      createdAt: now,
      processedAt: now,
    });
  }
  const status = input.financialStatus;
  if (order.transactions.length === 0 && status === 'PAID') {
    const amount = amountsOf(order).total;
    order.transactions.push({
      kind: 'OrderTransaction',
      id: state.ids.next('OrderTransaction'),
      orderId: order.id,
      type: 'SALE',
      status: 'SUCCESS',
      gateway: '',
      test: order.test,
      amount,
      parentId: null,
      createdAt: now,
      processedAt: now,
    });
  }
}

export function discountCodeOf({ discountCode }: OrderCreateOrderInput): string | undefined {
  const part =
    discountCode?.itemFixedDiscountCode ??
    discountCode?.itemPercentageDiscountCode ??
    discountCode?.freeShippingDiscountCode;
  return part?.code;
}

/** A code takes its amount off all lines in proportion; free shipping takes it off the shipping lines. */
export function importDiscount(order: Order, { discountCode }: OrderCreateOrderInput): void {
  if (!discountCode) return;
  const {
    itemFixedDiscountCode: fixed,
    itemPercentageDiscountCode: share,
    freeShippingDiscountCode: free,
  } = discountCode;
  const nets = order.lines.map((line) => timesBag(line.unitPrice, line.quantity));
  const whole = addBags(zeroBag, ...nets);
  const code = fixed?.code ?? share?.code ?? free?.code ?? '';
  const percentage = share?.percentage ?? (free ? 100 : undefined);
  const amount: Bag = fixed ? toBagOf(fixed.amountSet, order) : percentOf(whole, share?.percentage ?? 0);
  order.discounts.push({
    typeName: 'DiscountCodeApplication',
    index: 0,
    title: code,
    code,
    targetType: free ? 'SHIPPING_LINE' : 'LINE_ITEM',
    targetSelection: 'ALL',
    allocationMethod: free ? 'EACH' : 'ACROSS',
    value: percentage === undefined ? { amount } : { percentage },
  });
  if (free) return;
  const capped = amount.shop > whole.shop ? whole : amount;
  const parts = spreadBag(
    capped,
    nets.map((net) => net.shop),
  );
  order.lines.forEach((line, index) => {
    const part = parts[index] ?? zeroBag;
    if (subtractBags(part, zeroBag).shop > 0) line.allocations = [{ amount: part, applicationIndex: 0 }];
  });
}

function percentOf(whole: Bag, percentage: number): Bag {
  return {
    shop: Math.round((whole.shop * percentage) / 100),
    presentment: Math.round((whole.presentment * percentage) / 100),
  };
}

/** Taxes that were given for the whole order are kept on its lines, in proportion to their price. */
export function spreadOrderTaxes(order: Order, taxes: readonly OrderCreateTaxLineInput[]): void {
  const weights = order.lines.map((line) => line.unitPrice.shop * line.quantity);
  for (const tax of taxes) {
    const whole = taxOfInput(tax, order);
    const parts = spreadBag(whole.amount, weights);
    order.lines.forEach((line, index) => {
      line.taxes = [...line.taxes, { ...whole, amount: parts[index] ?? zeroBag }];
    });
  }
}
