import type { MoneyBag } from '#domain/money.ts';
import type { Order, OrderLine } from '#domain/order.ts';
import type { OrderLinePosition, OrderRead } from '#sdk/ledger/orders.ts';

const euros = (minor: number): MoneyBag => ({
  shop: { minor, currency: 'EUR' },
  presentment: { minor, currency: 'EUR' },
});

/** A read from before everything, for what is not about reads. */
export const someRead: OrderRead = { basis: 0, sentAt: 0, channelAt: 0 };

export const CANARY_NAME = 'Zaphod Canary';
export const CANARY_EMAIL = 'canary@example.org';

/** An order with one line of `quantity` units for each SKU. */
export function sampleOrder(
  id: string,
  skus: readonly string[] = ['tea'],
  changes: Partial<Order> = {},
): Order {
  const zero = euros(0);
  return {
    id,
    name: `#${id}`,
    createdAt: 1_000,
    updatedAt: 2_000,
    canceledAt: null,
    test: false,
    financialStatus: 'paid',
    currency: 'EUR',
    presentmentCurrency: 'EUR',
    taxesIncluded: true,
    lines: skus.map((sku, at) => sampleLine(`${id}-${at}`, sku)),
    shipping: [],
    discountCodes: [],
    totals: {
      lines: zero,
      shipping: zero,
      tax: zero,
      tip: zero,
      duties: zero,
      fees: zero,
      rounding: zero,
      total: zero,
      paid: zero,
      refunded: zero,
    },
    refunds: [],
    fulfillmentOrders: [],
    fulfillments: [],
    paymentMethods: [],
    tags: [],
    sourceName: null,
    personal: {
      customerId: '77',
      name: CANARY_NAME,
      email: CANARY_EMAIL,
      phone: null,
      company: null,
      billing: null,
      delivery: null,
      note: null,
    },
    ...changes,
  };
}

function sampleLine(id: string, sku: string): OrderLine {
  return {
    id,
    sku,
    title: sku,
    variantId: null,
    inventoryItemId: `item-${sku}`,
    locationId: 'L1',
    quantity: 1,
    orderedQuantity: 1,
    editedOutQuantity: 0,
    fulfilledQuantity: 0,
    requiresShipping: true,
    giftCard: false,
    unitPrice: euros(100),
    discount: euros(0),
    total: euros(100),
    taxes: [],
  };
}

export function samplePosition(
  lineId: string,
  sku: string,
  changes: Partial<OrderLinePosition> = {},
): OrderLinePosition {
  return {
    lineId,
    sku,
    inventoryItemId: `item-${sku}`,
    channelLocationId: 'L1',
    location: 'hall',
    quantity: 3,
    taken: 3,
    reserves: true,
    channelShipped: 0,
    statedBy: [],
    ...changes,
  };
}
