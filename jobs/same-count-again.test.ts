import { expect, test } from 'vitest';
import { type MarketBench, openMarketBench } from '#tests/support/market-bench.ts';
import type { Order } from '#domain/order.ts';

const BUNDLES = { SET: { parts: { A: 1, B: 1 } } };

/** The channel says that all of the order has left. */
async function ship(bench: MarketBench, order: Order): Promise<void> {
  bench.clock.advance(1_000);
  const lines = order.lines.map((line) => ({ ...line, fulfilledQuantity: line.quantity }));
  await bench.record('store', { ...order, updatedAt: bench.clock.now(), lines });
}

test('goods that came in as others left show, although the authority counts the same number again', async () => {
  const bench = await openMarketBench();
  await bench.stocked('A');
  await bench.count({ A: 10 });
  await bench.publish();
  const order = await bench.sell('store', 'A', 3);
  await bench.publish();
  expect(bench.shown('A')).toEqual([7, 7]);
  await ship(bench, order);
  await bench.publish();
  expect(bench.shown('A')).toEqual([7, 7]);
  await bench.count({ A: 10 });
  await bench.publish();
  expect(bench.shown('A')).toEqual([10, 10]);
});

test("so do a bundle's parts, and the bundle", async () => {
  const bench = await openMarketBench({ written: { bundles: BUNDLES } });
  await bench.stocked('A', 'B', 'SET');
  await bench.count({ A: 5, B: 5 });
  await bench.publish();
  const order = await bench.sell('store', 'SET', 2);
  await bench.publish();
  expect(bench.shown('A')).toEqual([3, 3]);
  await ship(bench, order);
  await bench.publish();
  await bench.count({ A: 5, B: 5 });
  await bench.publish();
  expect([bench.shown('A'), bench.shown('B'), bench.shown('SET')]).toEqual([
    [5, 5],
    [5, 5],
    [5, 5],
  ]);
});

test('a count that says nothing new wakes nothing', async () => {
  const bench = await openMarketBench();
  await bench.stocked('A');
  await bench.count({ A: 10 });
  await bench.publish();
  const order = await bench.sell('store', 'A', 3);
  await ship(bench, order);
  await bench.count({ A: 7 });
  await bench.publish();
  await bench.count({ A: 7 });
  expect(await bench.publish()).toEqual(new Map());
});
