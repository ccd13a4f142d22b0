import { money } from '#domain/money.ts';
import type { MarketingEvent } from '#sdk/marketing-events.ts';

/** An order of one tee that a customer placed; `change` says what is different. */
export function marketingEvent(change: Partial<MarketingEvent> = {}): MarketingEvent {
  return {
    reference: 'store-us:order-41:placed',
    kind: 'order-placed',
    at: Date.UTC(2026, 10, 23, 9, 59, 30),
    person: { reference: 'store-us:7', email: 'ada@acme.test', phone: null },
    orderId: '41',
    orderNumber: '#1041',
    value: money(4_599, 'USD'),
    lines: [
      {
        productId: '900',
        sku: 'TEE',
        title: 'Tee',
        quantity: 2,
        unitPrice: money(2_000, 'USD'),
        total: money(3_600, 'USD'),
      },
    ],
    discountCodes: ['WELCOME'],
    historical: false,
    ...change,
  };
}
