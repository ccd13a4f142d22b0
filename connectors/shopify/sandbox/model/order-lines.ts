import { addBags, minBag, subtractBags, taxOf, timesBag, toBag } from './money-math.ts';
import type { Attribute } from './people-records.ts';
import type { DiscountApplication, Line, Order, Tax, Variant } from './records.ts';
import type { ShopState } from './state.ts';

export interface TaxInput {
  readonly title: string;
  /** 0.2 is twenty percent. */
  readonly rate: number;
}

/** One position of a basket. Name the product by `variantId` or `sku`; with neither it is a custom line with a title. */
export interface LineInput {
  readonly variantId?: string | undefined;
  readonly sku?: string | undefined;
  readonly title?: string | undefined;
  readonly quantity: number;
  /** Absent: the variant's price. */
  readonly unitPriceMinor?: number | undefined;
  /** Off the whole line, not per unit. */
  readonly discountMinor?: number | undefined;
  readonly discountTitle?: string | undefined;
  readonly taxes?: readonly TaxInput[] | undefined;
  readonly dutyMinor?: number | undefined;
  readonly giftCard?: boolean | undefined;
  readonly requiresShipping?: boolean | undefined;
  readonly attributes?: readonly Attribute[] | undefined;
}

/** A line that has found its variant and the location it ships from. */
export interface RoutedLine {
  readonly input: LineInput;
  readonly variant: Variant | null;
  readonly locationId: string | null;
}

export function buildLines(
  state: ShopState,
  order: Order,
  routed: readonly RoutedLine[],
  discounts: DiscountApplication[],
): Line[] {
  return routed.map((entry) => {
    const line = buildLine(state, order, entry);
    const off = entry.input.discountMinor ?? 0;
    if (off > 0) {
      // A discount takes off what the line costs, never more.
      const amount = minBag(toBag(off, order, order.rate), timesBag(line.unitPrice, line.quantity));
      const index = discounts.length;
      discounts.push({
        typeName: 'ManualDiscountApplication',
        index,
        title: entry.input.discountTitle ?? 'Discount',
        code: null,
        targetType: 'LINE_ITEM',
        targetSelection: 'EXPLICIT',
        allocationMethod: 'ONE',
        value: { amount },
      });
      line.allocations = [{ amount, applicationIndex: index }];
    }
    retaxLine(order, line);
    return line;
  });
}

function buildLine(state: ShopState, order: Order, { input, variant, locationId }: RoutedLine): Line {
  const giftCard = input.giftCard ?? false;
  const id = state.ids.next('LineItem');
  const duty = input.dutyMinor ?? 0;
  return {
    kind: 'LineItem',
    id,
    orderId: order.id,
    title: input.title ?? variant?.product.title ?? 'Custom item',
    variantTitle: variant === null || variant.title === 'Default Title' ? null : variant.title,
    vendor: variant?.product.vendor ?? null,
    sku: variant?.sku ?? input.sku ?? null,
    variant,
    quantity: input.quantity,
    editRemoved: 0,
    cameBack: 0,
    isGiftCard: giftCard,
    requiresShipping: input.requiresShipping ?? (giftCard ? false : (variant?.item.requiresShipping ?? true)),
    taxable: giftCard ? false : (variant?.taxable ?? true),
    unitPrice: toBag(input.unitPriceMinor ?? variant?.priceMinor ?? 0, order, order.rate),
    allocations: [],
    taxes: giftCard ? [] : (input.taxes ?? []).map(withoutAmount),
    duties:
      duty === 0
        ? []
        : [
            {
              id: state.ids.next('Duty'),
              countryCodeOfOrigin: 'US',
              harmonizedSystemCode: '960810',
              amount: toBag(duty, order, order.rate),
            },
          ],
    attributes: input.attributes ?? [],
    locationId,
  };
}

/** Computes the taxes of a line anew from its price, quantity and discounts. */
export function retaxLine(order: Order, line: Line): void {
  const net = subtractBags(
    timesBag(line.unitPrice, line.quantity),
    addBags(...line.allocations.map((entry) => entry.amount)),
  );
  const totalRate = line.taxes.reduce((sum, tax) => sum + tax.rate, 0);
  line.taxes = line.taxes.map((tax) => ({
    ...tax,
    amount: taxOf(net, tax.rate, totalRate, order.taxesIncluded),
  }));
}

function withoutAmount({ title, rate }: TaxInput): Tax {
  return { title, rate, amount: { shop: 0, presentment: 0 } };
}
