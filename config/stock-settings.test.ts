import { afterAll, expect, test } from 'vitest';
import { good, load, removeFolder } from '#tests/support/written-configuration.ts';
import { toSyncSettings } from './to-sync-settings.ts';

afterAll(removeFolder);

async function settingsOf(rest: string) {
  const { configuration } = await load(`export default { ${good}, ${rest} }`);
  return toSyncSettings(configuration, new Map());
}

const main = `authority: { connection: 'b', locationId: '1' }`;

test('without a word about stock everything is shown, nothing is made, held, or routed by rules', async () => {
  const settings = await settingsOf(`channels: { a: {} }, locations: { main: { ${main} } }`);
  expect(settings.stock.allocationOf('a', 'X')).toEqual({ share: 1, cap: null, showMin: 0 });
  expect(settings.stock.backorderOf('X')).toBeNull();
  expect(settings.stock.bundles.size).toBe(0);
  expect(settings.stock.autoBuffer).toBeNull();
  expect(settings.routing).toEqual({ by: 'channel', split: 'allow', rules: [] });
  expect(settings.holds).toMatchObject({ payment: 'none', risk: false, manual: false });
  expect(settings.locations[0]).toMatchObject({ active: true, shippedBy: 'b', quantityKind: 'on-hand' });
  expect(settings.locations[0]?.unitsPer('X')).toBe(1);
});

test('a buffer by tag counts before the one for all others, and after a SKU’s own', async () => {
  const { buffer } = await settingsOf(
    `tags: { fragile: ['X', 'Y'], heavy: ['X', 'Z'] }, buffer: { byTag: { heavy: 5, fragile: 3 }, bySku: { Y: 1 }, others: 2 }`,
  );
  expect(['X', 'Y', 'Z', 'W'].map(buffer)).toEqual([5, 1, 5, 2]);
});

test('numbers per SKU stay numbers per SKU, whatever the SKUs are called', async () => {
  const { buffer } = await settingsOf(`buffer: { others: 4, byTag: 3, '*': 1 }`);
  expect(['others', 'byTag', 'X'].map(buffer)).toEqual([4, 3, 1]);
});

test('a function is told the tags of the SKU', async () => {
  const { buffer } = await settingsOf(
    `tags: { fragile: ['X'] }, buffer: (sku, tags) => tags.includes('fragile') ? 3 : 0`,
  );
  expect(['X', 'Y'].map(buffer)).toEqual([3, 0]);
});

test('the buffer for all others is kept back from parts, and not from the bundle once more', async () => {
  const { buffer } = await settingsOf(
    `buffer: 2, bundles: { SET: { parts: { X: 2 } }, KIT: { parts: { X: 2 }, stocked: true } }`,
  );
  expect(['X', 'SET', 'KIT'].map(buffer)).toEqual([2, 0, 2]);
  const own = await settingsOf(`buffer: { SET: 1, '*': 2 }, bundles: { SET: { parts: { X: 2 } } }`);
  expect(own.buffer('SET')).toBe(1);
});

test('a channel’s part may differ by SKU and tag', async () => {
  const { stock } = await settingsOf(
    `tags: { fragile: ['X', 'Y'] }, channels: { a: { allocation: { share: 0.5, bySku: { X: { cap: 9 } }, byTag: { fragile: { showMin: 3 } } } }, b: {} }`,
  );
  expect(stock.allocationOf('a', 'Z')).toEqual({ share: 0.5, cap: null, showMin: 0 });
  expect(stock.allocationOf('a', 'X')).toEqual({ share: 1, cap: 9, showMin: 0 });
  expect(stock.allocationOf('a', 'Y')).toEqual({ share: 1, cap: null, showMin: 3 });
  expect(stock.allocationOf('b', 'X')).toEqual({ share: 1, cap: null, showMin: 0 });
});

test('dates become moments, lengths of time milliseconds', async () => {
  const { stock } = await settingsOf(
    `backorder: { bySku: { X: { units: 5, until: '2026-12-01', shipsFrom: '2026-12-24T08:00:00Z' } } }, autoBuffer: { max: 10, rest: '5m' }`,
  );
  expect(stock.backorderOf('X')).toEqual({
    units: 5,
    until: Date.parse('2026-12-01'),
    shipsFrom: Date.parse('2026-12-24T08:00:00Z'),
  });
  expect(stock.autoBuffer).toEqual({ max: 10, slack: 0.25, restMs: 300_000 });
});

test('bundles may contain bundles, and what is counted in cases is converted', async () => {
  const { stock, locations } = await settingsOf(
    `bundles: { BOX: { parts: { SET: 1, Z: 1 } }, SET: { parts: { X: 2 } } }, tags: { beer: ['Z'] }, locations: { main: { authority: { connection: 'b', locationId: '1', unitsPer: { bySku: { X: 12 }, byTag: { beer: 24 } } } } }`,
  );
  expect(stock.bundles.get('BOX')?.parts).toEqual(new Map(Object.entries({ SET: 1, Z: 1 })));
  expect(stock.bundlesByPart.get('X')).toEqual(new Map(Object.entries({ BOX: 2, SET: 2 })));
  expect(['X', 'Z', 'W'].map((sku) => locations[0]?.unitsPer(sku))).toEqual([12, 24, 1]);
});

test('routing rules keep their names and their order', async () => {
  const { routing, locations } = await settingsOf(
    `locations: { main: { ${main}, shippedBy: 'a', active: false } }, routing: { by: 'rules', split: 'keep-together', rules: { west: { when: { regions: ['US-CA'] }, shipFrom: ['main'] }, rest: { priority: 5, shipFrom: ['main'], stock: 'any' } } }`,
  );
  expect(locations[0]).toMatchObject({ shippedBy: 'a', active: false });
  expect(routing.rules).toMatchObject([
    { name: 'west', priority: 0, regions: ['US-CA'], countries: [], stock: 'at-hand' },
    { name: 'rest', priority: 5, stock: 'any' },
  ]);
});

test('tags of orders may mean a hold', async () => {
  const { holds } = await settingsOf(`holds: { payment: 'paid', tags: { 'Do not ship': 'manual' } }`);
  expect(holds.payment).toBe('paid');
  expect(holds.tags).toEqual(new Map([['Do not ship', 'manual']]));
});
