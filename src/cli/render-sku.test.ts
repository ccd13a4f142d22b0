import { expect, test } from 'vitest';
import { measureExposure } from '#jobs/measure-exposure.ts';
import { explainSku } from '#operations/explain-sku.ts';
import { addressOf, type MarketBench, openMarketBench } from '#tests/support/market-bench.ts';
import { renderSku } from './render-sku.ts';

const render = async (bench: MarketBench, sku: string) =>
  renderSku(
    await explainSku(bench.ledger, sku, {
      settings: bench.settings,
      connections: bench.accounts,
      now: bench.clock.now(),
    }),
  );

test('the parts of a bundle, the part of a channel and what may be sold below zero are told in words', async () => {
  const bench = await openMarketBench({
    written: {
      bundles: { SET: { parts: { A: 2 } } },
      channels: {
        store: { bookedBy: 'erp', allocation: { share: 0.5, cap: 4, showMin: 2 } },
        market: { bookedBy: 'erp' },
      },
      backorder: { bySku: { A: { units: 6 } } },
    },
  });
  await bench.stocked('A', 'SET');
  await bench.count({ A: 14 });
  await bench.publish();
  const set = await render(bench, 'SET');
  expect(set).toMatch(/\+7 +made-of-parts +can be made of its parts; A allows no more/u);
  expect(set).toMatch(/A +2 +14 +0 +0 +14 +7/u);
  const part = await render(bench, 'A');
  expect(part).toMatch(/\+6 +backorder +may be sold although it is not there yet/u);
  expect(part).toMatch(
    /-16 +allocation +this channel shows its part: 50 % of it, rounded down; at most 4; fewer than 2 are shown as 0/u,
  );
});

test('what is at risk is told with what it comes from, and a place that was given up with its reason', async () => {
  const bench = await openMarketBench();
  await bench.stocked('A');
  await bench.count({ A: 11 });
  await bench.publish();
  for (let times = 0; times < 10; times += 1) await bench.sell('store', 'A', 1);
  await bench.tick(measureExposure, 'market');
  expect(await render(bench, 'A')).toMatch(
    /market +[\d.]+ to 1 +[\d.]+ to 10\.00 USD +10 sold an hour, 60 s until it knows/u,
  );
  await bench.ledger.write((tx) =>
    tx.connections.saveLocations('market', [{ id: addressOf('A').locationId, name: 'Main', active: false }]),
  );
  expect(await render(bench, 'A')).toContain('The location was given up, so no number is written there');
});
