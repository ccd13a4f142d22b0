import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { itemNames, openStockBench, type StockBench } from '#tests/support/stock-bench.ts';
import { CHANNEL_QUARANTINE_MS, subjectOf } from '#tests/support/test-channel.ts';

let bench: StockBench;

beforeEach(async () => {
  bench = await openStockBench();
});
afterEach(() => bench.ledger.close());

/** Runs something between the first write's lost answer and what follows it. */
function afterFirstSet(run: () => Promise<void>): void {
  const { channel } = bench;
  const set = channel.set.bind(channel);
  channel.set = async (...call) => {
    channel.set = set;
    try {
      return await set(...call);
    } finally {
      await run();
    }
  };
}

describe('writes and their plans', () => {
  test('the same number twice is two plans: 10, 7, 3 and 7 again all land (W3)', async () => {
    await bench.stocked(['i1'], 10);
    for (const units of [7, 3, 7]) {
      await bench.counted(['i1'], units);
      await bench.counted(['i1'], units);
      await bench.publish('i1');
      expect(bench.channel.shown('i1')).toBe(units);
    }
  });

  test('a write whose answer was lost is sent again under its key and settles at once (W5)', async () => {
    await bench.stocked(['i1'], 10);
    await bench.counted(['i1'], 4);
    bench.channel.loseNext('after');
    expect((await bench.publish('i1')).get(subjectOf('i1'))).toEqual({ kind: 'done' });
    expect(bench.channel.writes).toHaveLength(1);
  });

  test('a write of unknown outcome that is no longer wanted is left to its quarantine, not sent again (W5)', async () => {
    await bench.stocked(['i1'], 10);
    await bench.counted(['i1'], 12);
    await bench.counted(['i1'], 12);
    // A sale becomes known between the two sends.
    afterFirstSet(() => bench.record(bench.orderOf('i1', 3)));
    bench.channel.loseNext('late');
    const outcomes = await bench.publish('i1');
    expect(outcomes.get(subjectOf('i1'))).toMatchObject({ kind: 'wait', waitsFor: 'quarantine' });
    expect(bench.channel.calls.sets).toBe(1);
  });

  test('a write of unknown outcome is not sent again under a key that the vendor may have forgotten (W5)', async () => {
    await bench.stocked(['i1'], 10);
    await bench.counted(['i1'], 4);
    Object.assign(bench.channel, {
      idempotency: { by: 'key', keyTtlMs: 5_000, quarantineMs: CHANNEL_QUARANTINE_MS },
    });
    afterFirstSet(async () => Promise.resolve(bench.clock.advance(5_001)));
    bench.channel.loseNext('late');
    const outcomes = await bench.publish('i1');
    expect(outcomes.get(subjectOf('i1'))).toMatchObject({ kind: 'wait', waitsFor: 'quarantine' });
    expect(bench.channel.calls.sets).toBe(1);
  });

  test('a write that may still land is held: raises wait, and the cell is read again after the quarantine (W4)', async () => {
    await bench.stocked(['i1'], 10);
    await bench.counted(['i1'], 4);
    bench.channel.loseNext('late', 'before', 'before');
    expect((await bench.publish('i1')).get(subjectOf('i1'))).toMatchObject({
      kind: 'wait',
      waitsFor: 'quarantine',
    });
    await bench.counted(['i1'], 12);
    await bench.counted(['i1'], 12);
    expect((await bench.publish('i1')).get(subjectOf('i1'))).toMatchObject({
      kind: 'wait',
      waitsFor: 'quarantine',
    });
    expect(bench.channel.shown('i1')).toBe(10);
    bench.channel.landLate();
    expect(bench.channel.shown('i1')).toBe(4);
    bench.clock.advance(CHANNEL_QUARANTINE_MS + 1);
    // What the held write took away is missing until a poll has explained a reading after which nothing of ours moved.
    await bench.publish('i1');
    for (let poll = 0; poll < 2; poll += 1) {
      await bench.pollCompleted();
      await bench.publish('i1');
    }
    expect(bench.channel.shown('i1')).toBe(12);
  });

  test('one bad item does not spoil its batch: it is parked with the channel’s words, the rest lands in the same run', async () => {
    const names = itemNames(9);
    await bench.stocked(names, 10);
    await bench.counted(names, 9);
    bench.channel.refused.add('i4');
    const outcomes = await bench.publish(...names);
    expect(outcomes.get(subjectOf('i4'))).toMatchObject({
      kind: 'park',
      reason: expect.stringContaining('not acceptable'),
    });
    expect(names.filter((name) => name !== 'i4').map((name) => bench.channel.shown(name))).toEqual(
      Array.from({ length: 8 }, () => 9),
    );
  });

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

  test('a SKU that its authority does not know is parked, and others go on', async () => {
    await bench.stocked(['i1', 'i2'], 10);
    await bench.counted(['i1', 'i2'], 6);
    await bench.ledger.write((tx) =>
      tx.catalog.record(
        'erp',
        [{ id: 'p-i1', sku: 'other', inventoryItemId: 'p-i1', title: '', tracked: true, active: true }],
        bench.clock.now(),
      ),
    );
    const outcomes = await bench.publish('i1', 'i2');
    expect(outcomes.get(subjectOf('i1'))).toMatchObject({
      kind: 'park',
      reason: expect.stringContaining('sku-i1'),
    });
    expect([bench.channel.shown('i1'), bench.channel.shown('i2')]).toEqual([10, 6]);
  });
});
