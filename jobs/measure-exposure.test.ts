import { expect, test } from 'vitest';
import type { ConfigurationInput } from '#config/schema.ts';
import { explainSku } from '#operations/explain-sku.ts';
import { salesWindow, velocityOf } from '#reconcile/sku-exposure.ts';
import { CHANNELS, type MarketBench, openMarketBench } from '#tests/support/market-bench.ts';
import { measureExposure } from './measure-exposure.ts';

const MINUTE_MS = 60_000;

/** Two channels show twelve units, and ten of them are sold: two are left. Nothing was measured yet. */
async function openRush(written: Partial<ConfigurationInput> = {}): Promise<MarketBench> {
  const bench = await openMarketBench({
    written: { intervals: { pullOrders: '10m' }, autoBuffer: { max: 5, rest: '10m' }, ...written },
  });
  await bench.stocked('A');
  await bench.count({ A: 12 });
  await bench.publish();
  for (let times = 0; times < 10; times += 1) await bench.sell('store', 'A', 1);
  return bench;
}

const explain = async (bench: MarketBench, sku = 'A') =>
  explainSku(bench.ledger, sku, {
    settings: bench.settings,
    connections: bench.accounts,
    now: bench.clock.now(),
  });

test('the time from a recorded sale to the confirmed number on the other channel is measured', async () => {
  const bench = await openRush();
  bench.clock.advance(3_000);
  await bench.publish();
  const propagations = await bench.ledger.read((tx) => tx.exposure.propagations());
  expect(propagations).toMatchObject([{ connection: 'market', meanMs: 3_000, samples: 1 }]);
  await bench.sell('store', 'A', 1);
  bench.clock.advance(11_000);
  await bench.publish();
  const [next] = await bench.ledger.read((tx) => tx.exposure.propagations());
  expect(next).toMatchObject({ meanMs: 4_000, samples: 2 });
});

test('units and money at risk are measured, explained and kept back, and given back after a rest', async () => {
  const bench = await openRush();
  await bench.tick(measureExposure, 'market');
  const { exposures } = await explain(bench);
  expect(exposures.map(({ connection }) => connection)).toEqual(['market', 'store']);
  for (const { velocityPerHour, propagationMs, boundUnits, bound } of exposures) {
    expect([velocityPerHour, propagationMs]).toEqual([10, 10 * MINUTE_MS]);
    expect(boundUnits).toBe(2);
    expect(bound).toEqual({ minor: boundUnits * 1_000, currency: 'USD' });
  }
  await bench.publish();
  expect(bench.shown('A')).toEqual([0, 0]);
  const [cell] = (await explain(bench)).cells;
  expect(cell?.terms).toContainEqual(expect.objectContaining({ term: 'auto-buffer', amount: -2 }));

  await bench.count({ A: 40 });
  await bench.tick(measureExposure, 'market');
  await bench.publish();
  expect(bench.shown('A')).toEqual([28, 28]);
  bench.clock.advance(10 * MINUTE_MS);
  await bench.tick(measureExposure, 'market');
  await bench.publish();
  expect(bench.shown('A')).toEqual([30, 30]);
});

test('without autoBuffer the risk is told and nothing is kept back', async () => {
  const bench = await openRush({ autoBuffer: null });
  await bench.tick(measureExposure, 'market');
  await bench.publish();
  expect(bench.shown('A')).toEqual([2, 2]);
  expect((await explain(bench)).exposures).toHaveLength(2);
});

test('channels whose shares add up to one risk nothing', async () => {
  const channels = Object.fromEntries(
    CHANNELS.map((name) => [name, { bookedBy: 'erp', allocation: { share: 0.5 } }]),
  );
  const bench = await openRush({ channels });
  await bench.tick(measureExposure, 'market');
  expect((await explain(bench)).exposures).toEqual([]);
});

test("a bundle's sales count for its parts, whose buffer lowers the bundle", async () => {
  const bench = await openRush({ bundles: { PAIR: { parts: { A: 2 } } } });
  await bench.stocked('PAIR');
  await bench.count({ A: 12 });
  await bench.sell('market', 'PAIR', 1);
  await bench.count({ A: 20 });
  await bench.tick(measureExposure, 'market');
  const { exposures } = await explain(bench);
  expect(exposures).toEqual([]);
  const sales = await bench.ledger.read((tx) => tx.exposure.sales(salesWindow(bench.clock.now()), null));
  expect(velocityOf('A', sales, bench.settings.stock)).toBe(12);
  expect(velocityOf('PAIR', sales, bench.settings.stock)).toBe(6);
  await bench.publish();
  const { cells } = await explain(bench, 'PAIR');
  expect(cells[0]?.terms).toContainEqual(expect.objectContaining({ term: 'made-of-parts' }));
  expect(cells[0]?.parts).toMatchObject([{ sku: 'A', perUnit: 2, onHand: 20, promised: 12 }]);
});

test('one run serves all channels, and one channel alone has none', async () => {
  const bench = await openMarketBench();
  const schedulesOf = (connection: string, settings = bench.settings) =>
    measureExposure.schedules({ connection, settings, account: { check: () => Promise.resolve([]) } });
  expect(CHANNELS.flatMap((name) => schedulesOf(name))).toEqual([{ subject: 'all', everyMs: MINUTE_MS }]);
  const [main] = bench.settings.locations;
  const alone = main === undefined ? [] : [{ ...main, shownOn: { store: 'L1' } }];
  expect(schedulesOf('store', { ...bench.settings, locations: alone })).toEqual([]);
});
