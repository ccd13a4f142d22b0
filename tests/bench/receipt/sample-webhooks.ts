import { createHmac } from 'node:crypto';

/** What the measured servers are set up with. */
export const WEBHOOK_SECRET = 'a secret that only the benchmark knows';
export const SHOP = 'bench.myshopify.com';
export const TOPIC = 'orders/updated';

const BODY_BYTES_MIN = 6_000;

export interface SampleWebhook {
  readonly body: Buffer;
  /** base64(HMAC-SHA256), as the store sends it. */
  readonly signature: string;
}

/** Bodies of orders/updated of about 6 KB, all different. */
export function makeSampleWebhooks(count: number): readonly SampleWebhook[] {
  return Array.from({ length: count }, (_, number) => {
    const body = Buffer.from(JSON.stringify(orderOf(number)));
    return { body, signature: createHmac('sha256', WEBHOOK_SECRET).update(body).digest('base64') };
  });
}

function orderOf(number: number): Record<string, unknown> {
  const order = { ...headOf(number), line_items: [lineOf(number, 0)] };
  while (Buffer.byteLength(JSON.stringify(order)) < BODY_BYTES_MIN)
    order.line_items.push(lineOf(number, order.line_items.length));
  return order;
}

function headOf(number: number) {
  const id = 5_000_000_000_000 + number;
  const at = '2026-11-22T10:00:00-05:00';
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#${1_000 + number}`,
    created_at: at,
    updated_at: at,
    processed_at: at,
    currency: 'USD',
    financial_status: 'paid',
    fulfillment_status: null,
    confirmed: true,
    test: false,
    taxes_included: false,
    note: 'Leave it with the neighbor at number 5, thank you. — «Grüße»',
    tags: 'web, newsletter',
    subtotal_price: '119.94',
    total_discounts: '0.00',
    total_tax: '9.60',
    total_price: '134.49',
    total_price_set: moneySet('134.49'),
    total_shipping_price_set: moneySet('4.95'),
    customer: {
      id: 7_000_000_000_000 + number,
      email: `customer-${number}@example.com`,
      first_name: 'Ada',
      last_name: `Example ${number}`,
      default_address: addressOf(number),
    },
    billing_address: addressOf(number),
    shipping_address: addressOf(number),
    shipping_lines: [
      { id: number, title: 'Standard', code: 'standard', price: '4.95', price_set: moneySet('4.95') },
    ],
  };
}

function lineOf(order: number, position: number) {
  const id = 9_000_000_000_000 + order * 100 + position;
  return {
    id,
    admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
    name: `Enamel mug ${position}, blue`,
    sku: `MUG-${position}`,
    quantity: 1 + (position % 3),
    fulfillable_quantity: 1 + (position % 3),
    price: '19.99',
    price_set: moneySet('19.99'),
    requires_shipping: true,
    taxable: true,
    variant_id: id + 1,
    product_id: id + 2,
    tax_lines: [{ title: 'State tax', rate: 0.08, price: '1.60', price_set: moneySet('1.60') }],
    discount_allocations: [],
    properties: [],
  };
}

function moneySet(amount: string) {
  const money = { amount, currency_code: 'USD' };
  return { shop_money: money, presentment_money: money };
}

function addressOf(number: number) {
  return {
    first_name: 'Ada',
    last_name: `Example ${number}`,
    address1: `${number} Example Street`,
    city: 'Portland',
    province: 'Oregon',
    province_code: 'OR',
    zip: '97201',
    country: 'United States',
    country_code: 'US',
    phone: null,
  };
}
