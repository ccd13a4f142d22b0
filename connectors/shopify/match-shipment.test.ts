import { expect, test } from 'vitest';
import type { Fulfillment } from '#domain/order.ts';
import type { ShipmentToPublish } from '#sdk/capabilities.ts';
import { fulfillmentsOf, missingUnits } from './match-shipment.ts';

const shippedAt = Date.parse('2026-11-01T10:00:00Z');

const shipment = (trackingNumbers: readonly string[], units: Record<string, number>): ShipmentToPublish => ({
  reference: 'erp/picking',
  locationId: null,
  orderId: 'order',
  shipment: {
    id: 'picking',
    orderReference: 'store:order',
    locationId: 'wh',
    shippedAt,
    carrier: null,
    trackingNumbers,
    trackingUrl: null,
    lines: Object.entries(units).map(([reference, quantity]) => ({ reference, quantity })),
  },
});

const parcel = (
  trackingNumbers: readonly string[],
  units: Record<string, number>,
  more: Partial<Fulfillment> = {},
): Fulfillment => ({
  id: 'parcel',
  createdAt: shippedAt + 1_000,
  canceled: false,
  trackingNumbers,
  lines: Object.entries(units).map(([lineId, quantity]) => ({ lineId, quantity })),
  ...more,
});

test('a shipment is known by its tracking number and lines', () => {
  expect(fulfillmentsOf(shipment(['T1'], { a: 2 }), [parcel(['T1'], { a: 2 })])).toHaveLength(1);
  expect(fulfillmentsOf(shipment(['T1'], { a: 2 }), [parcel(['T2'], { a: 2 })])).toHaveLength(0);
});

test('a canceled fulfillment is none', () => {
  expect(
    fulfillmentsOf(shipment(['T1'], { a: 2 }), [parcel(['T1'], { a: 2 }, { canceled: true })]),
  ).toHaveLength(0);
});

test('one parcel with the goods of two pickings does not pass for the other picking', () => {
  const first = parcel(['T1'], { a: 1 });
  expect(fulfillmentsOf(shipment(['T1'], { b: 1 }), [first])).toHaveLength(0);
});

test('a shipment that arrived in part names what is still missing', () => {
  expect(missingUnits(shipment(['T1'], { a: 2, b: 1 }), [parcel(['T1'], { a: 2 })])).toEqual(
    new Map([['b', 1]]),
  );
  expect(missingUnits(shipment(['T1'], { a: 2 }), [parcel(['T1'], { a: 2 })])).toEqual(new Map());
});

test('without a tracking number exactly the same content counts, made since the goods left', () => {
  const wanted = shipment([], { a: 1 });
  expect(fulfillmentsOf(wanted, [parcel([], { a: 1 })])).toHaveLength(1);
  expect(fulfillmentsOf(wanted, [parcel([], { a: 2 })])).toHaveLength(0);
  expect(fulfillmentsOf(wanted, [parcel(['T9'], { a: 1 })])).toHaveLength(0);
  expect(fulfillmentsOf(wanted, [parcel([], { a: 1 }, { createdAt: shippedAt - 10 * 60_000 })])).toHaveLength(
    0,
  );
});
