import { money, type MoneyBag } from '#domain/money.ts';
import type {
  Order,
  OrderLine,
  OrderPersonal,
  OrderTotals,
  Refund,
  RefundLine,
  TaxLine,
} from '#domain/order.ts';

/** Both currencies the same: for tests that are not about currencies. */
export function bag(minor: number, currency = 'USD'): MoneyBag {
  return { shop: money(minor, currency), presentment: money(minor, currency) };
}

export const nobody: OrderPersonal = {
  customerId: null,
  name: null,
  email: null,
  phone: null,
  company: null,
  billing: null,
  delivery: null,
  note: null,
};

export function makeLine(change: Partial<OrderLine> & { readonly priceMinor?: number } = {}): OrderLine {
  const { priceMinor = 1_000, ...fields } = change;
  const quantity = fields.quantity ?? 1;
  const discount = fields.discount ?? bag(0);
  return {
    id: 'line-1',
    sku: 'A',
    title: 'A thing',
    variantId: 'v1',
    inventoryItemId: 'i1',
    locationId: 'L1',
    orderedQuantity: quantity,
    editedOutQuantity: 0,
    fulfilledQuantity: 0,
    requiresShipping: true,
    giftCard: false,
    taxes: [],
    ...fields,
    quantity,
    unitPrice: bag(priceMinor),
    discount,
    total: bag(priceMinor * quantity - discount.shop.minor),
  };
}

export function makeTax(minor: number, rate = '0.1'): TaxLine {
  return { title: 'VAT', rate, amount: bag(minor) };
}

/** Units that had left and came back, unless the test says otherwise. */
export function makeRefundLine(change: Partial<RefundLine> = {}): RefundLine {
  const { quantity = 1, amount = bag(1_000), tax = bag(0) } = change;
  return {
    lineId: 'line-1',
    restocked: true,
    restockType: 'return',
    locationId: null,
    booked: { quantity, amount, tax },
    ...change,
    quantity,
    amount,
    tax,
  };
}

/** Nothing but money, unless the test says otherwise. */
export function makeRefund(change: Partial<Refund> = {}): Refund {
  return {
    id: 'r1',
    createdAt: 1_500,
    total: bag(0),
    lines: [],
    shipping: [],
    duties: bag(0),
    adjustment: bag(0),
    ...change,
  };
}

/** An order whose totals are summed from its parts, so that it balances unless the test says otherwise. */
export function makeOrder(change: Partial<Order> = {}): Order {
  const lines = change.lines ?? [makeLine()];
  const shipping = change.shipping ?? [];
  const taxesIncluded = change.taxesIncluded ?? false;
  const sum = (amounts: readonly MoneyBag[]): number =>
    amounts.reduce((total, amount) => total + amount.shop.minor, 0);
  const lineSum = sum(lines.map((line) => line.total));
  const shippingSum = sum(shipping.map((line) => line.total));
  const taxSum = sum([...lines, ...shipping].flatMap((part) => part.taxes.map((tax) => tax.amount)));
  const totals: OrderTotals = {
    lines: bag(lineSum),
    shipping: bag(shippingSum),
    tax: bag(taxSum),
    tip: bag(0),
    duties: bag(0),
    fees: bag(0),
    rounding: bag(0),
    total: bag(lineSum + shippingSum + (taxesIncluded ? 0 : taxSum)),
    paid: bag(0),
    refunded: bag(0),
  };
  return {
    id: 'o1',
    name: '#1001',
    createdAt: 1_000,
    updatedAt: 2_000,
    canceledAt: null,
    test: false,
    financialStatus: 'paid',
    currency: 'USD',
    presentmentCurrency: 'USD',
    discountCodes: [],
    refunds: [],
    fulfillmentOrders: [],
    fulfillments: [],
    paymentMethods: ['card'],
    tags: [],
    sourceName: 'web',
    personal: nobody,
    totals,
    ...change,
    taxesIncluded,
    lines,
    shipping,
  };
}
