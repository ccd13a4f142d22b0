import { afterAll, beforeAll, expect, test } from 'vitest';
import { LeaseLostError } from '#sdk/ledger/ledger.ts';
import type { LeasedWork, Mark, WorkOutcome, WorkRow } from '#sdk/ledger/work.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

const JOB = 'publish';

export function testWork(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  const mark = (connection: string, changes: Partial<Mark> = {}) =>
    suite.ledger.write((tx) =>
      tx.work.mark([{ job: JOB, subject: 's', connection, priority: 3, cause: 'test', ...changes }]),
    );
  const row = async (connection: string, subject = 's'): Promise<WorkRow | null> =>
    suite.ledger.read((tx) => tx.work.get({ job: JOB, subject, connection }));
  const lease = (
    connection: string,
    changes: { token?: string; leaseMs?: number; includeNotDue?: boolean; limit?: number } = {},
  ) =>
    suite.ledger.write((tx) =>
      tx.work.lease({
        job: JOB,
        connection,
        subjects: null,
        limit: 10,
        leaseMs: 60_000,
        token: 'me',
        now: suite.now(),
        ...changes,
      }),
    );
  const settle = async (leased: readonly LeasedWork[], outcome: WorkOutcome) =>
    suite.ledger.write((tx) =>
      tx.work.settle(
        leased.map((one) => ({ work: one, outcome })),
        suite.now(),
      ),
    );
  const relayed = async (connection: string) =>
    (await suite.ledger.write((tx) => tx.work.takeForRelay(suite.now(), 1_000))).filter(
      (one) => one.connection === connection,
    );
  const waitTo = (dueAt: number): WorkOutcome => ({
    kind: 'wait',
    dueAt,
    reason: 'missing units',
    waitsFor: 'horizon',
  });

  test('marks of one row add up to one dirty row, with the highest priority and the earliest time', async () => {
    const store = unique('store');
    const later = suite.now() + 60_000;
    await mark(store, { priority: 5, dueAt: later });
    await mark(store, { priority: 2, dueAt: later + 1 });
    expect(await row(store)).toMatchObject({ wanted: 2, done: 0, priority: 2, dueAt: later, state: 'open' });
    await mark(store, { priority: 7 });
    expect(await row(store)).toMatchObject({ wanted: 3, priority: 2, dueAt: suite.now() });
  });

  test('a clean row takes over the new priority and time', async () => {
    const store = unique('store');
    await mark(store, { priority: 1 });
    await settle(await lease(store), { kind: 'done' });
    expect(await row(store)).toMatchObject({
      wanted: 1,
      done: 1,
      dirtySince: null,
      attempts: 0,
      leaseUntil: null,
    });
    await mark(store, { priority: 6, dueAt: suite.now() + 9_000 });
    expect(await row(store)).toMatchObject({ wanted: 2, done: 1, priority: 6, dueAt: suite.now() + 9_000 });
  });

  test('the relay is handed each dirty row once, urgent first, and again after it was settled dirty', async () => {
    const store = unique('store');
    await suite.ledger.write((tx) =>
      tx.work.mark(
        [5, 1, 3].map((priority) => ({
          job: JOB,
          subject: `p${priority}`,
          connection: store,
          priority,
          cause: 'test',
        })),
      ),
    );
    await mark(store, { subject: 'later', dueAt: suite.now() + 60_000 });
    expect((await relayed(store)).map((one) => one.subject)).toEqual(['p1', 'p3', 'p5']);
    expect(await relayed(store)).toEqual([]);
    const [first] = await lease(store, { limit: 1 });
    if (first === undefined) throw new Error('nothing was leased');
    await settle([first], waitTo(suite.now()));
    expect((await relayed(store)).map((one) => one.subject)).toEqual(['p1']);
  });

  test('a more urgent mark hands a waiting row over again, an equal one does not', async () => {
    const store = unique('store');
    await mark(store, { priority: 5 });
    await relayed(store);
    await mark(store, { priority: 5 });
    expect(await relayed(store)).toEqual([]);
    await mark(store, { priority: 1 });
    expect(await relayed(store)).toMatchObject([{ priority: 1 }]);
  });

  test('what was handed over and lost is handed over again; what runs is left alone', async () => {
    const store = unique('store');
    await mark(store);
    await relayed(store);
    await suite.ledger.write((tx) => tx.work.resetRelay(suite.now() + 1));
    expect(await relayed(store)).toHaveLength(1);
    const leased = await lease(store);
    await suite.ledger.write((tx) => tx.work.resetRelay(suite.now() + 1));
    expect(await relayed(store)).toEqual([]);
    await settle(leased, { kind: 'done' });
  });

  test('what somebody held who is gone is handed over again when the lease is over, however lately that was', async () => {
    const store = unique('store');
    await mark(store);
    await relayed(store);
    const held = await lease(store, { leaseMs: 10_000 });
    await suite.ledger.write((tx) => tx.work.resetAbandoned());
    expect(await relayed(store)).toEqual([]);
    await suite.ledger.write((tx) => tx.work.prolong(held, 20));
    await suite.passLeaseTime(50);
    await suite.ledger.write((tx) => tx.work.resetAbandoned());
    expect(await relayed(store)).toHaveLength(1);
    // It waits in the queue now, and is not handed over again and again.
    await suite.ledger.write((tx) => tx.work.resetAbandoned());
    expect(await relayed(store)).toEqual([]);
    const taken = await lease(store, { token: 'another' });
    await suite.ledger.write((tx) => tx.work.resetAbandoned());
    expect(await relayed(store)).toEqual([]);
    await settle(taken, { kind: 'done' });
  });

  test('a mark during a run leaves the row dirty and wakes it again', async () => {
    const store = unique('store');
    for (const outcome of [
      { kind: 'done' },
      waitTo(suite.now() + 60_000),
      { kind: 'park', reason: 'no' },
    ] as const) {
      await mark(store);
      await relayed(store);
      const leased = await lease(store);
      await mark(store);
      await settle(leased, outcome);
      const after = await row(store);
      expect(after).toMatchObject({ state: 'open', waitsFor: null });
      expect(after?.wanted).toBeGreaterThan(after?.done ?? 0);
      expect(await relayed(store)).toHaveLength(1);
      await settle(await lease(store), { kind: 'done' });
    }
  });

  test('two holders: the second gets nothing until the lease ends, and the first can no longer write then', async () => {
    const store = unique('store');
    await mark(store);
    const first = await lease(store, { token: 'first', leaseMs: 40 });
    expect(first).toMatchObject([{ generation: 1, attempts: 1, token: 'first' }]);
    expect(await lease(store, { token: 'second' })).toEqual([]);
    await suite.ledger.write((tx) => tx.work.assertHeld(first));
    await suite.passLeaseTime(60);
    await expect(suite.ledger.write((tx) => tx.work.assertHeld(first))).rejects.toThrow(LeaseLostError);
    const second = await lease(store, { token: 'second' });
    expect(second).toMatchObject([{ attempts: 2, token: 'second' }]);
    await expect(suite.ledger.write((tx) => tx.work.prolong(first, 1_000))).rejects.toThrow(LeaseLostError);
    expect(await settle(first, { kind: 'done' })).toEqual({ lost: 1 });
    expect(await row(store)).toMatchObject({ done: 0 });
    await suite.ledger.read((tx) => tx.work.assertHeld(second));
    expect(await settle(second, { kind: 'done' })).toEqual({ lost: 0 });
    expect(await row(store)).toMatchObject({ done: 1 });
  });

  test('a prolonged lease outlives its first term', async () => {
    const store = unique('store');
    await mark(store);
    const leased = await lease(store, { leaseMs: 40 });
    await suite.ledger.write((tx) => tx.work.prolong(leased, 60_000));
    await suite.passLeaseTime(60);
    await suite.ledger.write((tx) => tx.work.assertHeld(leased));
  });

  test('waiting costs no attempt, failing does, and both stay dirty until their time', async () => {
    const store = unique('store');
    const dueAt = suite.now() + 5_000;
    await mark(store);
    await settle(await lease(store), waitTo(dueAt));
    expect(await row(store)).toMatchObject({
      attempts: 0,
      dueAt,
      waitsFor: 'horizon',
      reason: 'missing units',
      leaseUntil: null,
    });
    expect(await lease(store)).toEqual([]);
    await settle(await lease(store, { includeNotDue: true }), { kind: 'retry', dueAt, reason: 'timed out' });
    expect(await row(store)).toMatchObject({ attempts: 1, dueAt, waitsFor: null, reason: 'timed out' });
    expect(await suite.ledger.read((tx) => tx.work.nextDueAt(suite.now()))).toBeLessThanOrEqual(dueAt);
  });

  test('what a row waits for wakes it, even with no change', async () => {
    const store = unique('store');
    await mark(store);
    await settle(await lease(store), waitTo(suite.now() + 60_000));
    expect(await suite.ledger.write((tx) => tx.work.wakeWaiting(JOB, store, 'approval'))).toBe(0);
    expect(await suite.ledger.write((tx) => tx.work.wakeWaiting(JOB, store, 'horizon'))).toBe(1);
    expect(await row(store)).toMatchObject({ wanted: 2, dueAt: suite.now(), waitsFor: null });
    expect(await relayed(store)).toHaveLength(1);
  });

  test('dirty rows are counted up to the limit, listed by subject and summed by job', async () => {
    const store = unique('store');
    await suite.ledger.write((tx) =>
      tx.work.mark(
        ['b', 'a', 'c'].map((subject) => ({
          job: JOB,
          subject,
          connection: store,
          priority: 1,
          cause: 'test',
        })),
      ),
    );
    const seen = await suite.ledger.read(async (tx) => ({
      two: await tx.work.countDirty(JOB, store, 2),
      all: await tx.work.countDirty(JOB, store, 10),
      first: await tx.work.dirtySubjects(JOB, store, null, 2),
      rest: await tx.work.dirtySubjects(JOB, store, 'b', 2),
      counts: (await tx.work.counts()).filter((one) => one.connection === store),
    }));
    expect(seen).toEqual({
      two: 2,
      all: 3,
      first: ['a', 'b'],
      rest: ['c'],
      counts: [{ connection: store, job: JOB, dirty: 3, parked: 0, oldestDirtyAt: suite.now() }],
    });
  });
}
