import { expect } from 'vitest';
import type { StockTarget } from '#sdk/capabilities.ts';
import { StaleError, SynclineError } from '#sdk/errors.ts';
import { caught, required, type Check, type ChecksFor } from '#tests/conformance/check.ts';
import type { ShelfHands } from '#tests/conformance/fixture.ts';
import type { Rig } from '#tests/conformance/rig.ts';

/** What a stock target promises that writes only what it has compared, and one that is told of differences. */
export const compareAndSetChecks: ChecksFor = (declared) => {
  if (declared.stock?.target === undefined) return [];
  const { compareAndSet, lower, showsBelowZero } = declared.stock.target;
  return [
    ...always,
    ...(compareAndSet ? compared : []),
    ...(lower === undefined ? [] : lowered),
    ...(showsBelowZero === true ? [shownBelowZero] : []),
  ];
};

const always: readonly Check[] = [
  {
    promise: 'stock.set: what was set is read back, by item and in the full pass',
    async run(rig) {
      const { target, shelf } = open(rig);
      const cell = shelf.cell(9);
      await target.set([{ ...cell, from: 9, to: 4 }], 'key-1', 'kit');
      const { items } = await target.read([cell.inventoryItemId]);
      const level = items.find(({ locationId }) => locationId === cell.locationId);
      expect(level).toMatchObject({ ...cell, active: true, available: 4 });
      const all = [];
      for await (const page of target.all()) all.push(...page.items);
      expect(all).toContainEqual(level);
    },
  },
  {
    promise:
      'stock.read: a cell that is not stocked has no number, and an item that is not there is left out',
    async run(rig) {
      const { target, shelf } = open(rig);
      const bare = shelf.bareCell();
      const { items } = await target.read([bare.inventoryItemId]);
      const levels = items.filter(({ locationId }) => locationId === bare.locationId);
      expect(levels.map(({ available }) => available)).toEqual(levels.map(() => null));
      const gone = bare.inventoryItemId.replace(/\d+$/, '999999999999');
      expect((await target.read([gone])).items).toEqual([]);
    },
  },
  {
    promise: 'stock.set: a whole batch lands in one call',
    async run(rig) {
      const { target, shelf } = open(rig);
      const cells = Array.from({ length: target.batchMax }, (_, index) => ({
        cell: shelf.cell(index),
        units: index,
      }));
      const calls = rig.wire.requests.length;
      await target.set(
        cells.map(({ cell, units }) => ({ ...cell, from: units, to: units + 3 })),
        'key-1',
        'kit',
      );
      expect(rig.wire.requests.length - calls).toBeLessThanOrEqual(2);
      expect(cells.map(({ cell }) => shelf.shown(cell))).toEqual(cells.map(({ units }) => units + 3));
    },
  },
];

const compared: readonly Check[] = [
  {
    promise: 'stock.set: a number that has moved is StaleError, and nothing is written',
    async run(rig) {
      const { target, shelf } = open(rig);
      const cell = shelf.cell(9);
      shelf.sell(cell);
      const change = { ...cell, from: 9, to: 7 };
      expect(await caught(() => target.set([change], 'key-1', 'kit'))).toBeInstanceOf(StaleError);
      expect([shelf.shown(cell), shelf.writes(cell)]).toEqual([8, 0]);
    },
  },
  {
    promise: 'stock.set: one stale row anywhere in a batch, and none of it is written',
    async run(rig) {
      const { target, shelf } = open(rig);
      for (const stale of [0, 2, 4]) {
        const cells = Array.from({ length: 5 }, () => shelf.cell(9));
        shelf.sell(required(cells[stale], 'a cell'));
        const changes = cells.map((cell) => ({ ...cell, from: 9, to: 3 }));
        const error = await caught(() => target.set(changes, `key-${stale}`, 'kit'));
        expect(error).toBeInstanceOf(StaleError);
        expect(cells.map((cell) => shelf.writes(cell))).toEqual([0, 0, 0, 0, 0]);
      }
    },
  },
  {
    promise: 'stock.set: one unacceptable row, and none of the batch is written',
    async run(rig) {
      const { target, shelf } = open(rig);
      const good = shelf.cell(9);
      const other = shelf.cell(9);
      const bad = { ...other, inventoryItemId: other.inventoryItemId.replace(/\d+$/, '999999999999') };
      const changes = [
        { ...good, from: 9, to: 3 },
        { ...bad, from: 9, to: 3 },
      ];
      const error = await caught(() => target.set(changes, 'key-1', 'kit'));
      expect(error).toMatchObject({ kind: 'rejected' });
      expect([shelf.shown(good), shelf.writes(good)]).toEqual([9, 0]);
    },
  },
  {
    promise: 'stock.set: setting what is shown already is success',
    async run(rig) {
      const { target, shelf } = open(rig);
      const cell = shelf.cell(9);
      await target.set([{ ...cell, from: 9, to: 9 }], 'key-1', 'kit');
      expect(shelf.shown(cell)).toBe(9);
    },
  },
  {
    promise: 'stock.set: sent again after a sale, a lost write never gives the sold unit back',
    async run(rig) {
      const { target, shelf } = open(rig);
      // What a connection learns only once (a token) is learned now.
      await target.read([shelf.cell(1).inventoryItemId]);
      for (const fate of ['lost-before', 'lost-after'] as const) {
        const cell = shelf.cell(9);
        const send = () => target.set([{ ...cell, from: 9, to: 7 }], `key-${fate}`, 'kit');
        rig.wire.meet(1, fate);
        expect(await caught(send)).toMatchObject({ kind: 'unknown' });
        shelf.sell(cell);
        const after = shelf.shown(cell);
        const error = await caught(send);
        if (error !== undefined) expect(error).toBeInstanceOf(SynclineError);
        expect(shelf.shown(cell)).toBe(after);
      }
    },
  },
];

const lowered: readonly Check[] = [
  {
    promise: 'stock.lower: takes its units from what is shown by then, a sale in between included',
    async run(rig) {
      const { target, shelf } = open(rig);
      const [cell, other] = [shelf.cell(9), shelf.cell(3)];
      shelf.sell(cell);
      const lowerings = [
        { ...cell, units: 2 },
        { ...other, units: 3 },
      ];
      await target.lower?.(lowerings, 'key-1', 'kit');
      expect([shelf.shown(cell), shelf.shown(other)]).toEqual([6, 0]);
    },
  },
  {
    promise: 'stock.lower: one unacceptable row, and none of the batch is lowered',
    async run(rig) {
      const { target, shelf } = open(rig);
      const cell = shelf.cell(9);
      const gone = cell.inventoryItemId.replace(/\d+$/, '999999999999');
      const lowerings = [
        { ...cell, units: 2 },
        { ...cell, inventoryItemId: gone, units: 2 },
      ];
      const error = await caught(async () => target.lower?.(lowerings, 'key-1', 'kit'));
      expect(error).toMatchObject({ kind: 'rejected' });
      expect([shelf.shown(cell), shelf.writes(cell)]).toEqual([9, 0]);
    },
  },
];

const shownBelowZero: Check = {
  promise: 'stock.set: what was sold beyond stock is shown below zero',
  async run(rig) {
    const { target, shelf } = open(rig);
    const cell = shelf.cell(2);
    await target.set([{ ...cell, from: 2, to: -3 }], 'key-1', 'kit');
    const { items } = await target.read([cell.inventoryItemId]);
    expect(items.find(({ locationId }) => locationId === cell.locationId)?.available).toBe(-3);
  },
};

function open({ connection, ground }: Rig): { readonly target: StockTarget; readonly shelf: ShelfHands } {
  return {
    target: required(connection.stock?.target, 'a stock target'),
    shelf: required(ground.shelf, 'a shelf'),
  };
}
