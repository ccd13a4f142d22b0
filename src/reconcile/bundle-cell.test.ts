import fc from 'fast-check';
import { expect, test } from 'vitest';
import { showAll } from '#domain/allocation.ts';
import { type Bundles, bundlesByPart, plainPartsOf } from '#domain/bundle.ts';
import type { AuthorityReading, CellFacts, ChannelReading, OpenLine } from '#sdk/ledger/stock.ts';
import { linesOnPart } from '#domain/part-lines.ts';
import { type CellPolicy, planCell } from './plan-cell.ts';

const bundles: Bundles = new Map([
  [
    'SET',
    {
      parts: new Map([
        ['A', 2],
        ['B', 1],
      ]),
      stocked: false,
    },
  ],
  ['PACK', { parts: new Map([['A', 3]]), stocked: false }],
]);
const policy: CellPolicy = { buffer: 0, stockLagMs: 0, horizonAt: null, compareAndSet: true };
const shown: ChannelReading = {
  available: 0,
  committed: null,
  sentAt: 9,
  answeredAt: 10,
  channelAt: 10,
  factSequence: 0,
};

function reading(quantity: number, basis = 5): AuthorityReading {
  return { quantity, reserved: null, basis, sentAt: basis, answeredAt: basis };
}

function line(lineId: string, owed: number): OpenLine {
  return {
    connection: 'store',
    orderId: 'o1',
    orderName: '#1',
    lineId,
    inventoryItemId: null,
    location: 'main',
    channelLocationId: null,
    owed,
    statements: [],
  };
}

function cellFacts(sku: string, change: Partial<CellFacts>): CellFacts {
  const cell = {
    connection: 'store',
    inventoryItemId: 'i1',
    locationId: 'L',
    sku,
    location: 'main',
    expected: 0,
    anchorAt: 0,
    reading: null,
    factSequence: 0,
    planNumber: 0,
    lastWriteAt: null,
  };
  return { cell, readings: [], openLines: [], openWrites: [], ...change };
}

type Units = Readonly<Record<string, number>>;

function setFacts(older: Units, newer: Units, sold: Units): CellFacts {
  const linesOf = (sku: string): readonly OpenLine[] =>
    sold[sku] === undefined ? [] : [line(sku, sold[sku])];
  return cellFacts('SET', {
    openLines: linesOf('SET'),
    parts: [...plainPartsOf('SET', bundles)].map(([sku, perUnit]) => ({
      sku,
      perUnit,
      tracked: true,
      readings: [reading(newer[sku] ?? 0), reading(older[sku] ?? 0, 4)],
      openLines: linesOnPart(sku, linesOf, bundlesByPart(bundles)),
    })),
  });
}

/** Ships every order unit by unit, then makes sets of what is left, one by one. */
function setsLeft(shelf: Units, sold: Units): number {
  const left = new Map(Object.entries(shelf));
  const take = (sku: string): void => {
    for (const [part, units] of plainPartsOf(sku, bundles)) left.set(part, (left.get(part) ?? 0) - units);
  };
  for (const [sku, units] of Object.entries(sold)) for (let unit = 0; unit < units; unit += 1) take(sku);
  let made = 0;
  for (;;) {
    take('SET');
    if ([...left.values()].some((units) => units < 0)) return made;
    made += 1;
  }
}

const few = fc.integer({ min: 0, max: 6 });
const shelf = fc.record({ A: fc.integer({ min: 0, max: 40 }), B: fc.integer({ min: 0, max: 40 }) });
const orders = fc.record({ A: few, B: few, SET: few, PACK: few });

test('a bundle shows what can still be made once every order of it, of its parts and of other bundles has shipped', () => {
  fc.assert(
    fc.property(shelf, orders, (units, sold) => {
      expect(planCell(setFacts(units, units, sold), shown, policy).target).toBe(setsLeft(units, sold));
    }),
  );
});

test('a raise of a bundle goes by the lower of the last two readings of each part (S7)', () => {
  const plan = planCell(setFacts({ A: 4, B: 9 }, { A: 20, B: 7 }, {}), shown, policy);
  expect(plan).toMatchObject({ target: 7, write: { from: 0, to: 2 }, waitsFor: 'second-reading' });
});

test('units of a part that are kept back are kept back from its bundles too', () => {
  const termsOfPart = (sku: string) => ({ buffer: sku === 'A' ? 4 : 0, stockLagMs: 0 });
  const facts = setFacts({ A: 10, B: 9 }, { A: 10, B: 9 }, {});
  expect(planCell(facts, shown, { ...policy, termsOfPart }).target).toBe(3);
  expect(planCell(facts, shown, { ...policy, termsOfPart, buffer: 1 }).target).toBe(2);
});

test('a bundle with a part that was never counted waits for its reading', () => {
  const facts = setFacts({ A: 4, B: 9 }, { A: 4, B: 9 }, {});
  const unread = facts.parts?.map((part) => (part.sku === 'B' ? { ...part, readings: [] } : part)) ?? [];
  expect(planCell({ ...facts, parts: unread }, shown, policy)).toMatchObject({
    target: null,
    write: null,
    waitsFor: 'reading',
  });
});

const plain = (quantity: number): CellFacts =>
  cellFacts('A', { readings: [reading(quantity), reading(quantity, 4)] });

test('a channel shows its part, also when it is raised', () => {
  const allocation = { ...showAll, share: 0.5, cap: 4 };
  expect(planCell(plain(6), shown, { ...policy, allocation })).toMatchObject({ target: 3, write: { to: 3 } });
  expect(planCell(plain(20), shown, { ...policy, allocation })).toMatchObject({
    target: 4,
    write: { to: 4 },
  });
});

test('what the channel has sold unseen comes off its part', () => {
  const facts = cellFacts('A', {
    ...plain(20),
    cell: { ...plain(20).cell, expected: 4 },
  });
  const plan = planCell(facts, { ...shown, available: 3 }, { ...policy, allocation: { ...showAll, cap: 4 } });
  expect(plan).toMatchObject({ target: 4, write: null, waitsFor: 'horizon' });
});

test('units may be sold below zero as far as it is allowed', () => {
  expect(planCell(plain(-2), shown, { ...policy, backorder: 5 })).toMatchObject({
    target: 3,
    availability: { available: -2 },
  });
});

test('an item that gets no number is left alone', () => {
  expect(
    planCell(plain(7), { ...shown, available: 99 }, { ...policy, notShown: 'not-tracked' }),
  ).toMatchObject({
    target: null,
    write: null,
    waitsFor: null,
  });
});
