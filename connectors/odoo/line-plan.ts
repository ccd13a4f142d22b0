import { addMoney, minorDigitsOf, money, toDecimal, type Money } from '#domain/money.ts';
import type { TaxLine } from '#domain/order.ts';
import type { LineToBook, OrderToBook } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import { lineName, type LineKind } from './external-ids.ts';
import type { ExtraProductFinder } from './extra-products.ts';
import { priceLine } from './line-price.ts';
import type { ExtraProduct } from './settings.ts';
import type { TaxFinder } from './taxes.ts';

const PRICE_DIGITS = 2;

/** One line as Odoo is to keep it. */
export interface PlannedLine {
  /** Name part of the external id: the line is found again by it. */
  readonly name: string;
  readonly productId: number;
  readonly label: string;
  readonly quantity: number;
  /** `19.99` */
  readonly price: string;
  /** Percent, `12.5`. */
  readonly discount: string;
  readonly taxIds: readonly number[];
}

export interface LineResolver {
  readonly taxes: TaxFinder;
  readonly extraProduct: ExtraProductFinder;
}

/** What lines are made of: an order's, or those of a credit note for a part of it. */
export type LineSource = Pick<OrderToBook, 'reference' | 'currency' | 'taxesIncluded' | 'lines' | 'shipping'>;

/** All lines of an order: the store's, its shipping, and its other amounts as lines of their own, these without tax. */
export async function planLines(order: OrderToBook, resolver: LineResolver): Promise<readonly PlannedLine[]> {
  const { tip, duties, fees, rounding } = order;
  return planLinesOf(order, { tip, duties, fees, rounding }, resolver);
}

export async function planLinesOf(
  order: LineSource,
  extras: Partial<Readonly<Record<ExtraProduct, Money>>>,
  resolver: LineResolver,
): Promise<readonly PlannedLine[]> {
  const lines: PlannedLine[] = [];
  for (const line of order.lines) {
    if (line.quantity > 0) lines.push(await planLine(order, line, resolver));
  }
  for (const shipping of order.shipping) {
    const amount = amountOf(order, shipping.total.presentment, shipping.total.shop);
    const name = { orderReference: order.reference, kind: 'shipping', key: shipping.id } as const;
    lines.push(
      await planAmount(name, { product: 'shipping', label: shipping.title, amount }, resolver, {
        taxes: shipping.taxes,
        included: order.taxesIncluded,
      }),
    );
  }
  for (const [product, amount] of Object.entries(extras)) {
    if (amount.minor === 0) continue;
    const kind = product as ExtraProduct;
    const name = { orderReference: order.reference, kind: 'extra', key: kind } as const;
    lines.push(await planAmount(name, { product: kind, label: labels[kind], amount }, resolver));
  }
  const names = new Set(lines.map(({ name }) => name));
  if (names.size !== lines.length)
    throw new RejectedError('two lines of the order have one id', { code: 'bad-reference' });
  return lines;
}

const labels: Readonly<Record<ExtraProduct, string>> = {
  shipping: 'Shipping',
  tip: 'Tip',
  duties: 'Duties',
  fees: 'Fees',
  rounding: 'Rounding',
  custom: 'Other item',
  refund: 'Refund adjustment',
};

/** The tax-free line that takes up what Odoo's own rounding of taxes adds or takes. */
export async function planBalance(
  order: Pick<LineSource, 'reference'>,
  amount: Money,
  resolver: LineResolver,
): Promise<PlannedLine> {
  const name = { orderReference: order.reference, kind: 'extra', key: BALANCE } as const;
  return planAmount(name, { product: 'rounding', label: 'Rounding of taxes', amount }, resolver);
}

/** Key of that line among the extra lines. */
export const BALANCE = 'balance';

async function planLine(order: LineSource, line: LineToBook, resolver: LineResolver): Promise<PlannedLine> {
  if (!Number.isSafeInteger(line.quantity))
    throw new RejectedError('a line has no whole quantity', { code: 'fractional-quantity' });
  const { unitMinor, discountSteps } = priceLine(
    { unitMinor: line.unitPrice.minor, quantity: line.quantity, totalMinor: line.total.minor },
    priceStepOf(order.currency),
  );
  return {
    name: lineName({ orderReference: order.reference, kind: 'line', key: line.reference }),
    productId: line.listingId === null ? await resolver.extraProduct('custom') : productId(line.listingId),
    label: line.title,
    quantity: line.quantity,
    price: toDecimal(money(unitMinor, order.currency)),
    discount: String(discountSteps / 100),
    taxIds: await resolver.taxes(line.taxes, order.taxesIncluded),
  };
}

async function planAmount(
  name: { orderReference: string; kind: LineKind; key: string },
  { product, label, amount }: { product: ExtraProduct; label: string; amount: Money },
  resolver: LineResolver,
  tax: { taxes: readonly TaxLine[]; included: boolean } = { taxes: [], included: false },
): Promise<PlannedLine> {
  // Three digits do not fit into a price: 0.004 is 0.01 less 60 %.
  const size = Math.abs(amount.minor);
  const { unitMinor, discountSteps } = priceLine(
    { unitMinor: size, quantity: 1, totalMinor: size },
    priceStepOf(amount.currency),
  );
  return {
    name: lineName(name),
    productId: await resolver.extraProduct(product),
    label,
    quantity: 1,
    price: toDecimal(money(amount.minor < 0 ? -unitMinor : unitMinor, amount.currency)),
    discount: String(discountSteps / 100),
    taxIds: await resolver.taxes(tax.taxes, tax.included),
  };
}

/** The smallest step of a price that Odoo keeps, in minor units of the currency. */
function priceStepOf(currency: string): number {
  return 10 ** Math.max(0, minorDigitsOf(currency) - PRICE_DIGITS);
}

/** The store's shipping lines carry both currencies; the order is booked in one. */
function amountOf(order: LineSource, presentment: Money, shop: Money): Money {
  const zero = money(0, order.currency);
  return shop.currency === order.currency ? addMoney(zero, shop) : addMoney(zero, presentment);
}

function productId(listingId: string): number {
  const id = Number(listingId);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new RejectedError('a line names a product by something that is no Odoo id', { code: 'bad-product' });
}
