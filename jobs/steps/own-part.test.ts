import { expect, test } from 'vitest';
import type { Shipment } from '#domain/shipment.ts';
import { ownPart } from './own-part.ts';

const shipment = (change: Partial<Shipment> = {}): Shipment => ({
  id: '7',
  orderReference: 'store:1',
  locationId: 'W',
  shippedAt: 1,
  carrier: null,
  trackingNumbers: [],
  trackingUrl: null,
  lines: [
    { reference: 'a', quantity: 2 },
    { reference: 'b', quantity: 1 },
  ],
  ...change,
});
const both = new Set(['a', 'b']);

test('what repeats a parcel that we told of is nobody’s own, also where its system ships the line itself', () => {
  expect(ownPart(shipment({ mirrorOf: '3pl/9' }), { own: both, known: both })).toBeNull();
  expect(ownPart(shipment({ mirrorOf: '3pl/9' }), null)).toBeNull();
  expect(ownPart(shipment({ mirrorOf: null }), null)).toEqual(shipment({ mirrorOf: null }));
});

test('of a parcel the lines that another system was asked to ship are left out, and unknown ones stay', () => {
  const own = { own: new Set(['b']), known: both };
  expect(ownPart(shipment(), own)?.lines).toEqual([{ reference: 'b', quantity: 1 }]);
  expect(ownPart(shipment(), { own: new Set(), known: both })).toBeNull();
  expect(ownPart(shipment(), { own: new Set(), known: new Set() })).toEqual(shipment());
});
