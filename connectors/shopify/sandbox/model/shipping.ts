import { minBag, subtractBags, taxOf, toBag } from './money-math.ts';
import type { TaxInput } from './order-lines.ts';
import type { DiscountApplication, Order, Shipping } from './records.ts';
import type { ShopState } from './state.ts';

export interface ShippingInput {
  readonly title: string;
  readonly code?: string | undefined;
  readonly source?: string | undefined;
  readonly priceMinor: number;
  readonly discountMinor?: number | undefined;
  readonly taxes?: readonly TaxInput[] | undefined;
}

export function buildShipping(
  state: ShopState,
  order: Order,
  inputs: readonly ShippingInput[],
  discounts: DiscountApplication[],
): Shipping[] {
  return inputs.map((input) => {
    const price = toBag(input.priceMinor, order, order.rate);
    const off = minBag(toBag(input.discountMinor ?? 0, order, order.rate), price);
    const index = discounts.length;
    if (off.shop > 0) {
      discounts.push({
        typeName: 'AutomaticDiscountApplication',
        index,
        title: 'Shipping discount',
        code: null,
        targetType: 'SHIPPING_LINE',
        targetSelection: 'ALL',
        allocationMethod: 'EACH',
        value: { amount: off },
      });
    }
    const totalRate = (input.taxes ?? []).reduce((sum, tax) => sum + tax.rate, 0);
    return {
      kind: 'ShippingLine',
      id: state.ids.next('ShippingLine'),
      orderId: order.id,
      title: input.title,
      code: input.code ?? input.title,
      source: input.source ?? 'shopify',
      price,
      allocations: off.shop > 0 ? [{ amount: off, applicationIndex: index }] : [],
      taxes: (input.taxes ?? []).map((tax) => ({
        ...tax,
        amount: taxOf(subtractBags(price, off), tax.rate, totalRate, order.taxesIncluded),
      })),
      isRemoved: false,
    };
  });
}
