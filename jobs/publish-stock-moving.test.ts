import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { itemNames, openStockBench, type StockBench } from '#tests/support/stock-bench.ts';
import { CHANNEL_QUARANTINE_MS, subjectOf } from '#tests/support/test-channel.ts';

let bench: StockBench;

beforeEach(async () => {
  bench = await openStockBench();
});
afterEach(() => bench.ledger.close());

describe('what sells while it is written', () => {
  test('a cell that moves under every write spoils the batch of the others once, and is lowered by a difference then (S10)', async () => {
    const names = itemNames(9);
    await bench.stocked(names, 100);
    await bench.counted(names, 90);
    const sell = () => bench.channel.show('i4', bench.channel.shown('i4') - 1);
    bench.channel.beforeSet = sell;
    const outcomes = await bench.publish(...names);
    expect(names.map((name) => outcomes.get(subjectOf(name))?.kind)).toEqual(
      names.map((name) => (name === 'i4' ? 'wait' : 'done')),
    );
    expect(bench.channel.lowerings).toEqual([
      { inventoryItemId: 'i4', locationId: 'L1', units: expect.any(Number) },
    ]);
    // All nine, then the eight that stood still. Three were sold meanwhile, and none of them was given back.
    expect(bench.channel.calls.sets).toBe(2);
    expect(names.map((name) => bench.channel.shown(name))).toEqual(
      names.map((name) => (name === 'i4' ? 87 : 90)),
    );
  });

  test('where no difference is taken, what moves is compared by itself, and spoils the batch of the others once', async () => {
    const names = itemNames(9);
    await bench.stocked(names, 100);
    await bench.counted(names, 90);
    delete bench.channel.lower;
    bench.channel.beforeSet = () => bench.channel.show('i4', bench.channel.shown('i4') - 1);
    const outcomes = await bench.publish(...names);
    expect(outcomes.get(subjectOf('i4'))).toMatchObject({ kind: 'wait' });
    const others = names.filter((name) => name !== 'i4');
    expect(others.map((name) => outcomes.get(subjectOf(name)))).toEqual(others.map(() => ({ kind: 'done' })));
    expect(others.map((name) => bench.channel.shown(name))).toEqual(others.map(() => 90));
    // All nine, then the eight that stood still; and the ninth by itself in each round but the first.
    expect(bench.channel.calls.sets).toBe(2 + 7);
  });

  test('a cell that was written a moment ago goes before the others, by itself and by a difference', async () => {
    const names = itemNames(9);
    await bench.stocked(names, 100);
    await bench.counted(['i4'], 95);
    await bench.publish('i4');
    await bench.counted(names, 90);
    let setsBefore = -1;
    bench.channel.beforeSet = () => {
      if (bench.channel.lowerings.length === 0) setsBefore = bench.channel.calls.sets;
    };
    await bench.publish(...names);
    expect(setsBefore).toBe(1);
    expect(bench.channel.calls).toMatchObject({ sets: 2, lowers: 1 });
    expect(bench.channel.lowerings).toEqual([{ inventoryItemId: 'i4', locationId: 'L1', units: 5 }]);
    expect(names.map((name) => bench.channel.shown(name))).toEqual(names.map(() => 90));
    // Long afterwards it is one of many again.
    bench.clock.advance(2_001);
    await bench.counted(names, 80);
    await bench.publish(...names);
    expect(bench.channel.calls).toMatchObject({ sets: 3, lowers: 1 });
  });

  test('a difference whose answer was lost is sent again under its key, and takes its units once (W5)', async () => {
    await bench.stocked(['i1'], 10);
    for (const units of [9, 4]) {
      await bench.counted(['i1'], units);
      if (units === 4) bench.channel.loseNext('after');
      await bench.publish('i1');
    }
    expect(bench.channel.calls.lowers).toBe(2);
    expect(bench.channel.shown('i1')).toBe(4);
  });

  test('a difference that lands after all makes the number too low, never too high, and it comes back (S10, W4)', async () => {
    await bench.stocked(['i1'], 10);
    await bench.counted(['i1'], 9);
    await bench.publish('i1');
    await bench.counted(['i1'], 6);
    bench.channel.loseNext('late', 'before', 'before');
    expect((await bench.publish('i1')).get(subjectOf('i1'))).toMatchObject({ waitsFor: 'quarantine' });
    // What is wanted is taken away at once, although the first may still land.
    await bench.publish('i1');
    expect(bench.channel.shown('i1')).toBe(6);
    bench.channel.landLate();
    expect(bench.channel.shown('i1')).toBe(3);
    bench.clock.advance(CHANNEL_QUARANTINE_MS + 1);
    await bench.counted(['i1'], 6);
    await bench.publish('i1');
    for (let poll = 0; poll < 2; poll += 1) {
      await bench.pollCompleted();
      await bench.publish('i1');
    }
    expect(bench.channel.shown('i1')).toBe(6);
  });

  test('beside a cell that sells right now only some others are done in a run; the rest is due at once', async () => {
    const names = itemNames(31);
    await bench.stocked(names, 100);
    await bench.counted(['i31'], 95);
    await bench.publish('i31');
    await bench.counted(names, 90);
    const outcomes = [...(await bench.publish(...names)).values()];
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(21);
    const waiting = outcomes.filter(({ kind }) => kind === 'wait');
    expect(waiting).toHaveLength(10);
    expect(waiting[0]).toMatchObject({ dueAt: bench.clock.now(), waitsFor: null });
    expect(bench.channel.shown('i31')).toBe(90);
  });
});
