import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NoAnswerError } from '#sdk/errors.ts';
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

  test('a lost call to stock an item is given up after its quarantine, and asked for anew under another key (W4)', async () => {
    await bench.stocked(['i1'], 10);
    bench.channel.unstock('i1');
    const keys: string[] = [];
    bench.channel.activate = (_cell, key) => {
      keys.push(key);
      if (keys.length === 1) return Promise.reject(new NoAnswerError('lost on the way'));
      bench.channel.show('i1', 0);
      return Promise.resolve();
    };
    expect((await bench.publish('i1')).get(subjectOf('i1'))?.kind).toBe('retry');
    bench.clock.advance(CHANNEL_QUARANTINE_MS + 1);
    // Nobody has marked the cell since.
    expect((await bench.publish()).get(subjectOf('i1'))?.kind).toBe('done');
    expect((await bench.publish()).get(subjectOf('i1'))).toMatchObject({
      kind: 'wait',
      dueAt: bench.clock.now(),
    });
    expect(new Set(keys).size).toBe(2);
  });

  test('a channel that says yes and shows nothing is not asked again and again: ever less often, then a person looks', async () => {
    await bench.stocked(['i1'], 10);
    bench.channel.unstock('i1');
    let asked = 0;
    bench.channel.activate = () => {
      asked += 1;
      return Promise.resolve();
    };
    const waits: number[] = [];
    let outcome = (await bench.publish('i1')).get(subjectOf('i1'));
    while (outcome?.kind === 'wait' && waits.length < 50) {
      waits.push(outcome.dueAt - bench.clock.now());
      bench.clock.advance(outcome.dueAt - bench.clock.now());
      outcome = (await bench.publish()).get(subjectOf('i1'));
    }
    expect(asked).toBe(1);
    expect(waits.slice(0, 5)).toEqual([0, 1_000, 1_000, 2_000, 4_000]);
    expect(outcome).toMatchObject({ kind: 'park', reason: expect.stringContaining('gives no number') });
    // Who retries it has it asked for anew.
    const parked = await bench.ledger.read((tx) => tx.work.parked(10));
    await bench.ledger.write((tx) => tx.work.retry(parked.map(({ id }) => id)));
    expect((await bench.publish()).get(subjectOf('i1'))).toMatchObject({ kind: 'wait' });
    expect(asked).toBe(2);
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
