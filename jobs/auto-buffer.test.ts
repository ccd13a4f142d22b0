import { describe, expect, test } from 'vitest';
import { databases } from '#tests/support/each-database.ts';
import { CHANNELS, openMarketBench } from '#tests/support/market-bench.ts';
import { measureExposure } from './measure-exposure.ts';

const MINUTE_MS = 60_000;
const LEFT = 4;
const MAX = 3;

describe.each(databases)('the automatic buffer, on %s', (_name, create) => {
  /** So many units sold within the hour, each known on the other channel after so long, and four that are left. */
  async function bufferAfter(sold: number, propagationMs: number): Promise<number> {
    const place = await create();
    const bench = await openMarketBench({
      written: { intervals: { pullOrders: '10m' }, autoBuffer: { max: MAX, rest: '10m' } },
      open: place.open,
    });
    await bench.stocked('A');
    await bench.count({ A: sold + LEFT });
    await bench.publish();
    // One channel after the other, so that the way of a sale is measured in both directions.
    for (const channel of CHANNELS) {
      for (let times = 0; times < sold / 2; times += 1) await bench.sell(channel, 'A', 1);
      bench.clock.advance(propagationMs);
      await bench.publish();
    }
    expect(bench.shown('A')).toEqual([LEFT, LEFT]);
    await bench.tick(measureExposure, 'market');
    await bench.publish();
    const [store, market] = bench.shown('A');
    expect(market).toBe(store);
    await place.close();
    return LEFT - store;
  }

  test('what is kept back grows with the sales of an hour and with the time that one takes to be known, up to its limit', async () => {
    expect(await bufferAfter(6, 1_000)).toBe(0);
    const slow = await bufferAfter(6, 20 * MINUTE_MS);
    expect(slow).toBeGreaterThan(0);
    expect(slow).toBeLessThan(MAX);
    expect(await bufferAfter(30, 1_000)).toBeLessThan(slow);
    expect(await bufferAfter(30, 20 * MINUTE_MS)).toBe(MAX);
  }, 240_000);
});
