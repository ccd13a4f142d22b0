import { expect, test } from 'vitest';
import { addressOf, type MarketBench, openMarketBench } from '#tests/support/market-bench.ts';

const SET = { SET: { parts: { A: 2, B: 1 } }, DUO: { parts: { A: 1, C: 1 } }, PACK: { parts: { C: 6 } } };

async function openShelf(): Promise<MarketBench> {
  const bench = await openMarketBench({ written: { bundles: SET } });
  await bench.stocked('A', 'B', 'C', 'SET', 'DUO', 'PACK');
  await bench.count({ A: 10, B: 4, C: 20 });
  await bench.publish();
  return bench;
}

test('a bundle shows the least that its parts make, and a pack the whole packs, though nobody counts them as such', async () => {
  const bench = await openShelf();
  expect(bench.shown('SET')).toEqual([4, 4]);
  expect(bench.shown('DUO')).toEqual([10, 10]);
  expect(bench.shown('PACK')).toEqual([3, 3]);
});

test('a bundle sold on one channel lowers its parts, itself and its siblings everywhere, each once', async () => {
  const bench = await openShelf();
  await bench.sell('store', 'SET', 3);
  await bench.publish();
  expect(bench.shown('A')).toEqual([4, 4]);
  expect(bench.shown('B')).toEqual([1, 1]);
  expect(bench.shown('SET')).toEqual([1, 1]);
  expect(bench.shown('DUO')).toEqual([4, 4]);
  expect(bench.shown('C')).toEqual([20, 20]);
});

test('a part sold alone lowers the bundles that are made of it', async () => {
  const bench = await openShelf();
  await bench.sell('market', 'A', 7);
  await bench.publish();
  expect(bench.shown('A')).toEqual([3, 3]);
  expect(bench.shown('SET')).toEqual([1, 1]);
  expect(bench.shown('DUO')).toEqual([3, 3]);
});

test("a part's new count moves its bundles", async () => {
  const bench = await openShelf();
  await bench.count({ B: 1 });
  await bench.publish();
  expect(bench.shown('SET')).toEqual([1, 1]);
  await bench.count({ B: 9 });
  await bench.publish();
  expect(bench.shown('SET')).toEqual([5, 5]);
});

test("a bundle's shipment counts for its parts only once they were counted after it", async () => {
  const bench = await openShelf();
  const order = await bench.sell('store', 'SET', 2);
  await bench.publish();
  bench.clock.advance(1_000);
  const line = { ...order.lines[0], fulfilledQuantity: 2 };
  await bench.record('store', {
    ...order,
    updatedAt: bench.clock.now(),
    lines: [{ ...line, id: line.id ?? '' }] as typeof order.lines,
  });
  await bench.publish();
  expect(bench.shown('A')).toEqual([6, 6]);
  await bench.count({ A: 6, B: 2 });
  await bench.publish();
  expect(bench.shown('A')).toEqual([6, 6]);
  expect(bench.shown('SET')).toEqual([2, 2]);
});

test('a bundle that its authority counts as such waits for a person, with the way out', async () => {
  const bench = await openShelf();
  await bench.ledger.write((tx) =>
    tx.catalog.record(
      'erp',
      [{ id: 'p-SET', sku: 'SET', inventoryItemId: 'p-SET', title: 'SET', tracked: true, active: true }],
      bench.clock.now(),
    ),
  );
  await bench.count({ SET: 2 });
  const outcomes = await bench.publish();
  expect(outcomes.get('store SET@L1')).toMatchObject({
    kind: 'park',
    reason: expect.stringContaining('stocked: true') as string,
  });
  expect(bench.shown('SET')).toEqual([4, 4]);
});

test('a part that its authority does not know is named with its bundle', async () => {
  const bench = await openMarketBench({ written: { bundles: { KIT: { parts: { A: 1, X: 1 } } } } });
  await bench.stocked('A', 'KIT');
  await bench.count({ A: 5 });
  const outcomes = await bench.publish();
  expect(outcomes.get('store KIT@L1')).toMatchObject({
    kind: 'park',
    reason: expect.stringContaining('SKU X, a part of bundle KIT, is unknown to erp') as string,
  });
});

test('a part that nobody counts limits no bundle', async () => {
  const bench = await openShelf();
  await bench.ledger.write((tx) =>
    tx.catalog.record(
      'erp',
      [{ id: 'p-B', sku: 'B', inventoryItemId: 'p-B', title: 'B', tracked: false, active: true }],
      bench.clock.now(),
    ),
  );
  await bench.count({ A: 12 });
  await bench.publish();
  expect(bench.shown('SET')).toEqual([6, 6]);
});

test('a sweep sees a bundle as a plan does', async () => {
  const bench = await openShelf();
  await bench.sweep();
  expect(await bench.ledger.read((tx) => tx.discrepancies.about('SET@L1'))).toEqual([]);
  bench.channels.market.show('SET', 9);
  await bench.ledger.write((tx) => tx.stock.updateCell('market', addressOf('SET'), { expected: 9 }));
  await bench.sweep();
  await bench.publish();
  expect(bench.shown('SET')).toEqual([4, 4]);
});
