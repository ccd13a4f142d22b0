import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LeasedWork, WorkOutcome, WorkRow } from '#sdk/ledger/work.ts';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

const JOB = 'publish';

/** Work that a person must look at. */
export function testParkedWork(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  const mark = (connection: string) =>
    suite.ledger.write((tx) =>
      tx.work.mark([{ job: JOB, subject: 's', connection, priority: 3, cause: 'test' }]),
    );
  const row = (connection: string): Promise<WorkRow | null> =>
    suite.ledger.read((tx) => tx.work.get({ job: JOB, subject: 's', connection }));
  const lease = (connection: string, { includeNotDue = false } = {}) =>
    suite.ledger.write((tx) =>
      tx.work.lease({
        job: JOB,
        connection,
        subjects: null,
        limit: 10,
        leaseMs: 60_000,
        token: 'me',
        now: suite.now(),
        includeNotDue,
      }),
    );
  const settle = (leased: readonly LeasedWork[], outcome: WorkOutcome) =>
    suite.ledger.write((tx) =>
      tx.work.settle(
        leased.map((work) => ({ work, outcome })),
        suite.now(),
      ),
    );
  const relayed = async (connection: string) =>
    (await suite.ledger.write((tx) => tx.work.takeForRelay(suite.now(), 1_000))).filter(
      (one) => one.connection === connection,
    );

  test('facts that keep coming while a row is parked do not make it a crash loop', async () => {
    const store = unique('store');
    for (let round = 0; round < 12; round += 1) {
      await mark(store);
      const leased = await lease(store);
      await mark(store);
      await settle(leased, { kind: 'park', reason: 'SKU unknown' });
    }
    expect((await lease(store))[0]?.attempts).toBeLessThanOrEqual(3);
  });

  test('a parked row rests until a new fact or a person wakes it', async () => {
    const store = unique('store');
    await mark(store);
    await settle(await lease(store), { kind: 'park', reason: 'SKU unknown' });
    const parked = (await suite.ledger.read((tx) => tx.work.parked(1_000))).find(
      (one) => one.connection === store,
    );
    expect(parked).toMatchObject({ state: 'parked', reason: 'SKU unknown', attempts: 1 });
    expect(await lease(store, { includeNotDue: true })).toEqual([]);
    expect(await relayed(store)).toEqual([]);
    expect(await suite.ledger.write((tx) => tx.work.retry([parked?.id ?? '']))).toBe(1);
    expect(await row(store)).toMatchObject({ state: 'open', attempts: 0 });
    await settle(await lease(store), { kind: 'park', reason: 'SKU unknown' });
    await mark(store);
    expect(await row(store)).toMatchObject({ state: 'open', reason: null });
    await settle(await lease(store), { kind: 'park', reason: 'again' });
    expect(await suite.ledger.write((tx) => tx.work.drop(parked?.id ?? ''))).toBe(true);
    const dropped = await suite.ledger.read((tx) => tx.work.byId(parked?.id ?? ''));
    expect(dropped).toMatchObject({ reason: 'again', dirtySince: null });
    expect(dropped?.done).toBe(dropped?.wanted);
  });
}
