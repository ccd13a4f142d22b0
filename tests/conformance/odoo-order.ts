import { money } from '#domain/money.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import { customer } from '#tests/support/odoo-erp.ts';

interface Wanted {
  readonly reference: string;
  readonly units: number;
  readonly currency: string;
  readonly listingId: string;
  readonly unitMinor?: number;
  /** What the store added or took off to come to a round sum. */
  readonly roundingMinor?: number;
}

const RATE = '0.2';
const UNIT_MINOR = 1_999;

/** An order of one item as a store computed it: 20 % tax on top, rounded half up. */
export function bookOrder(wanted: Wanted): OrderToBook {
  const { reference, units, currency, listingId, unitMinor = UNIT_MINOR, roundingMinor = 0 } = wanted;
  const amount = (minor: number) => money(minor, currency);
  const net = unitMinor * units;
  const tax = Math.round(net * Number(RATE));
  return {
    reference,
    orderNumber: `#${reference}`,
    store: 'kit',
    createdAt: Date.UTC(2026, 10, 20, 8, 30),
    currency,
    taxesIncluded: false,
    lines: [
      {
        reference: 'L1',
        sku: 'TEE',
        listingId,
        title: 'Tee',
        quantity: units,
        unitPrice: amount(unitMinor),
        discount: amount(0),
        total: amount(net),
        taxes: [{ title: 'VAT', rate: RATE, amount: { shop: amount(tax), presentment: amount(tax) } }],
      },
    ],
    shipping: [],
    tip: amount(0),
    duties: amount(0),
    fees: amount(0),
    rounding: amount(roundingMinor),
    tax: amount(tax),
    total: amount(net + tax + roundingMinor),
    paymentMethods: ['card'],
    tags: [],
    locationId: null,
    customer: customer(),
  };
}
