import { expect, test } from 'vitest';
import type { Books, LevelChange, StoreBook } from './books.ts';
import { readHistories } from './cell-history.ts';
import { countSellOuts } from './judge-sell-outs.ts';

type Store = 'us' | 'eu';
type Told = readonly [store: Store, seconds: number, from: number, to: number, cause: LevelChange['cause']];

/** One shelf that both stores show; it held three units, and nothing has come or gone. */
function booksOf(...told: readonly Told[]): Books {
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
      levels: [{ sku: 'MUG', location: name, available: own.at(-1)?.[3] ?? 3 }],
      webhooks: { sent: 0, duplicated: 0, dropped: 0 },
    };
  });
  return {
    stores,
    erp: { orders: [], parcels: [], changes: [], onHand: new Map([['MUG', new Map([['WH', 3]])]]) },
    places: stores.map(({ name }) => ({ store: name, location: name, warehouse: 'WH' })),
  };
}

const sellOutsOf = (...told: readonly Told[]) => countSellOuts(readHistories(booksOf(...told)), 0);

test('a SKU is sold out when one store has sold the last of it, although the other has yet to hear', () => {
  const soldOut = sellOutsOf(['us', 1, 3, 0, 'sale'], ['eu', 2, 3, 0, 'write']);
  expect(soldOut).toEqual({ soldOut: 1, backAgain: 0 });
  const back = sellOutsOf(['us', 1, 3, 0, 'sale'], ['eu', 2, 3, 0, 'write'], ['us', 3, 0, 4, 'write']);
  expect(back).toEqual({ soldOut: 1, backAgain: 1 });
  expect(sellOutsOf(['us', 1, 3, 1, 'sale'], ['eu', 2, 3, 0, 'write'])).toEqual({ soldOut: 0, backAgain: 0 });
});
