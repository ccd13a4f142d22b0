import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeKlaviyoViolations } from '#tests/support/klaviyo-account.ts';
import { DAY_MS, openSegmentBench, type SegmentBench } from '#tests/support/segment-bench.ts';
import { evaluateSegments } from './evaluate-segments.ts';

let bench: SegmentBench;

beforeEach(async () => {
  bench = await openSegmentBench();
});
afterEach(async () => {
  await bench.ledger.close();
  expect(takeKlaviyoViolations()).toEqual([]);
});

test('a profile names its segments once they are released, and no longer when time has passed', async () => {
  const { id } = bench.shop.addLocation({ name: 'Main' });
  bench.shop.addProduct({
    title: 'Tee',
    variants: [{ sku: 'TEE', priceMinor: 1_000, inventory: { [id]: 9 } }],
  });
  bench.shop.placeOrder({ customer: { email: 'ada@acme.test' }, lines: [{ sku: 'TEE', quantity: 1 }] });
  bench.advance(1_000);
  await bench.pullOrders();
  await bench.settle();
  await bench.push();
  expect(bench.segmentsOf('ada@acme.test')).toBeUndefined();
  await bench.approve();
  await bench.push();
  await bench.settle();
  expect(bench.segmentsOf('ada@acme.test')).toEqual(['new-customers']);

  // Everybody was looked at once under these rules; from now on only whose time has come is.
  await bench.clockStrikes();
  await bench.settle();
  bench.advance(40 * DAY_MS);
  await bench.clockStrikes();
  await bench.settle();
  await bench.push();
  await bench.settle();
  expect(bench.segmentsOf('ada@acme.test')).toEqual([]);
});

test('under other rules everybody is looked at anew', async () => {
  bench.add('ada', 'US');
  await bench.settle();
  await bench.clockStrikes();
  await bench.settle();
  Object.assign(bench.settings.segments, {
    rules: new Map([['canada', { where: { countries: ['US'] }, any: [], not: [] }]]),
    fingerprint: 'two',
  });
  await bench.clockStrikes();
  await bench.run(evaluateSegments, 'store');
  expect(await bench.ledger.read((tx) => tx.segments.sizes())).toMatchObject([
    { segment: 'canada', count: 1 },
  ]);
});
