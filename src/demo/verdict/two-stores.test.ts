import { expect, test } from 'vitest';
import type { Books, LevelChange, StoreBook } from './books.ts';
import { judge } from './judge.ts';
import type { Verdict } from './verdict.ts';
import { readHistories } from './cell-history.ts';
import { judgeOversold } from './judge-oversold.ts';
import { countSellOuts } from './judge-sell-outs.ts';
import { saleLatency } from './measure-latency.ts';

type Store = 'us' | 'eu';
type Told = readonly [store: Store, seconds: number, from: number, to: number, cause: LevelChange['cause']];

/** One shelf that both stores show; it held three units, and nothing has come or gone. */
const booksOf = (...told: readonly Told[]): Books => shelfOf(3, ...told);

function shelfOf(units: number, ...told: readonly Told[]): Books {
  const stores = (['us', 'eu'] as const).map((name): StoreBook => {
    const own = told.filter(([store]) => store === name);
    return {
      name,
      orders: [],
      changes: own.map(([, seconds, from, to, cause]) => ({
        atMs: seconds * 1_000,
        sku: 'MUG',
        location: name,
        from,
        to,
        cause,
      })),
      levels: [{ sku: 'MUG', location: name, available: own.at(-1)?.[3] ?? units }],
      webhooks: { sent: 0, duplicated: 0, dropped: 0 },
    };
  });
  return {
    stores,
    erp: {
      orders: [],
      credits: [],
      parcels: [],
      changes: [],
      onHand: new Map([['MUG', new Map([['WH', units]])]]),
    },
    places: stores.map(({ name }) => ({ store: name, location: name, warehouse: 'WH' })),
  };
}

const saleTimesOf = (...told: readonly Told[]) => saleLatency(readHistories(booksOf(...told)), 500, 0);
const sellOutsOf = (...told: readonly Told[]) => countSellOuts(readHistories(booksOf(...told)), 0);

test('a SKU is sold out when one store has sold the last of it, although the other has yet to hear', () => {
  const soldOut = sellOutsOf(['us', 1, 3, 0, 'sale'], ['eu', 2, 3, 0, 'write']);
  expect(soldOut).toEqual({ soldOut: 1, backAgain: 0 });
  const back = sellOutsOf(['us', 1, 3, 0, 'sale'], ['eu', 2, 3, 0, 'write'], ['us', 3, 0, 4, 'write']);
  expect(back).toEqual({ soldOut: 1, backAgain: 1 });
  expect(sellOutsOf(['us', 1, 3, 1, 'sale'], ['eu', 2, 3, 0, 'write'])).toEqual({ soldOut: 0, backAgain: 0 });
});

test("a sale is measured until the other store's number says what it should", () => {
  const none = { count: 0, p50Ms: null, p99Ms: null, maxMs: null };
  expect(saleTimesOf(['us', 1, 3, 2, 'sale'])).toEqual(none);
  expect(saleTimesOf(['us', 1, 3, 2, 'sale'], ['us', 2, 2, 2, 'write'])).toEqual(none);
  const once = saleTimesOf(['us', 1, 3, 2, 'sale'], ['eu', 1.4, 3, 2, 'write']);
  expect(once).toEqual({ count: 1, p50Ms: 400, p99Ms: 400, maxMs: 400 });
  // The first write comes too late for the second sale: both are right with the second one.
  const twice = saleTimesOf(
    ['us', 1, 3, 2, 'sale'],
    ['us', 1.5, 2, 1, 'sale'],
    ['eu', 1.6, 3, 2, 'write'],
    ['eu', 2, 2, 1, 'write'],
  );
  expect(twice).toEqual({ count: 2, p50Ms: 500, p99Ms: 1_000, maxMs: 1_000 });
  // A sale from a store that shows too much reaches one that shows nothing already.
  const beyond = saleTimesOf(['us', 1, 3, 0, 'sale'], ['eu', 2, 3, 0, 'sale'], ['eu', 3, 0, 0, 'write']);
  expect(beyond).toEqual({ count: 1, p50Ms: 1_000, p99Ms: 1_000, maxMs: 1_000 });
  expect(saleTimesOf(['us', 0.4, 3, 2, 'sale'], ['eu', 1, 3, 2, 'write'])).toEqual(none);
});

/** The figures of a whole judgement, as the demo's last line has them. */
function verdictOf(...told: readonly Told[]): Verdict {
  return judge({
    books: booksOf(...told),
    diary: { fired: [], incidents: [] },
    costs: { callTimeoutMs: 2_000, lateEffectMs: 4_000, downMs: 10_000 },
    planted: new Set(),
    buffer: 0,
    flashSku: 'MUG',
    fromMs: 500,
    wantedFaults: [],
  }).verdict;
}

test('what one store sells before it can be told of the other is counted, and is not the work of the sync', () => {
  // Both show three; four are sold within a second.
  const told: Told[] = [
    ['us', 1, 3, 1, 'sale'],
    ['eu', 1.2, 3, 1, 'sale'],
    ['us', 1.4, 1, 0, 'write'],
    ['eu', 1.5, 1, 0, 'write'],
  ];
  expect(verdictOf(...told)).toMatchObject({
    flash_units_offered: 3,
    flash_units_sold: 4,
    flash_units_oversold: 1,
    flash_units_oversold_by_sync: 0,
    flash_untold_p50_ms: 200,
    flash_untold_max_ms: 200,
    p50_sale_to_other_channels_ms: 200,
    p99_sale_to_other_channels_ms: 500,
  });
});

test('a store that is told of each sale within a moment is never further behind, however long they both sell', () => {
  const told: Told[] = [];
  const shown = { us: 40, eu: 40 };
  const change = (store: Store, seconds: number, cause: LevelChange['cause']): void => {
    if (shown[store] === 0) return;
    told.push([store, seconds, shown[store], shown[store] - 1, cause]);
    shown[store] -= 1;
  };
  for (let second = 1; shown.us + shown.eu > 0; second += 1) {
    change('us', second, 'sale');
    // Each is told of the other's sale when the next one has been made.
    change('us', second + 0.1, 'write');
    change('eu', second + 0.2, 'sale');
    change('eu', second + 0.3, 'write');
  }
  const [cell] = readHistories(shelfOf(38, ...told));
  const verdict = judgeOversold(cell === undefined ? [] : [cell], { fromMs: 0, disturbed: [] });
  expect(verdict).toMatchObject({ units: 2, unitsBySync: 0 });
  expect(Math.max(...verdict.untoldMs)).toBeLessThan(2_500);
});

test('what a store sells of a flash sale long after the other had sold the last is the work of the sync', () => {
  expect(verdictOf(['us', 1, 3, 0, 'sale'], ['eu', 9, 3, 2, 'sale'])).toMatchObject({
    flash_units_sold: 4,
    flash_units_oversold: 1,
    flash_units_oversold_by_sync: 1,
  });
});
