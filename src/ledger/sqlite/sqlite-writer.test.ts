import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { LedgerBusyError, type LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { createGroupCommit } from '../group-commit.ts';
import { createSqliteWriter } from './sqlite-writer.ts';

/** The repositories are of no matter here: the writes speak to the database themselves. */
const transaction = {} as LedgerTransaction;
const limits = { groupMax: 8, groupMs: 1_000, waitingMax: 20 };

function setUp(sync: () => Promise<void> = () => Promise.resolve()) {
  const database = new Database(':memory:');
  database.exec('create table t (v text)');
  let givenUp = 0;
  const ballast = { lay: () => {}, tend: () => {}, giveUp: () => void (givenUp += 1) };
  const writer = createSqliteWriter(database, transaction, ballast, { sync });
  const group = createGroupCommit({
    writer,
    limits,
    monotonicMs: () => performance.now(),
    onCommitted: () => {},
  });
  const insert = (value: string) =>
    group.write(async () => void database.prepare('insert into t values (?)').run(value));
  const rows = () => database.prepare('select count(*) as n from t').get();
  return { database, group, insert, rows, givenUp: () => givenUp };
}

test('a full disk refuses the whole group as busy, gives the ballast up, and writing goes on after there is room', async () => {
  const { database, insert, rows, group, givenUp } = setUp();
  await insert('first');
  database.pragma('max_page_count = 3');
  const results = await Promise.allSettled([insert('small'), insert('x'.repeat(100_000)), insert('after')]);
  for (const result of results)
    expect(result).toMatchObject({ status: 'rejected', reason: expect.any(LedgerBusyError) });
  expect(String((results[0] as PromiseRejectedResult).reason)).toContain('disk of the ledger is full');
  expect(givenUp()).toBe(1);
  expect(rows()).toEqual({ n: 1 });
  database.pragma('max_page_count = 1000');
  await insert('again');
  expect(rows()).toEqual({ n: 2 });
  await group.close();
  database.close();
});

test('a write is answered when the disk has it, and what comes meanwhile waits for the next sync', async () => {
  const syncs: (() => void)[] = [];
  const { database, group, insert } = setUp(() => new Promise((resolve) => syncs.push(resolve)));
  const answered: string[] = [];
  const write = (value: string) => insert(value).then(() => answered.push(value));
  const first = write('first');
  await vi.waitFor(() => expect(syncs).toHaveLength(1));
  const [second, third] = [write('second'), write('third')];
  await new Promise((resolve) => setImmediate(resolve));
  expect(answered).toEqual([]);
  syncs[0]?.();
  await first;
  await vi.waitFor(() => expect(syncs).toHaveLength(2));
  expect(answered).toEqual(['first']);
  syncs[1]?.();
  await Promise.all([second, third]);
  expect(syncs).toHaveLength(2);
  await group.close();
  database.close();
});

test('what the disk did not take is refused, and so is all that comes after it', async () => {
  const { database, group, insert } = setUp(() => Promise.reject(new Error('EIO')));
  for (const value of ['first', 'second'])
    await expect(insert(value)).rejects.toThrow('the disk did not take what was committed (EIO)');
  expect(group.commitCount).toBe(0);
  await group.close();
  database.close();
});

test('a group ends at its limit, and more writes than may wait are refused', async () => {
  const { database, insert, group, rows } = setUp();
  const results = await Promise.allSettled(Array.from({ length: 25 }, (_, at) => insert(String(at))));
  expect(results.filter((result) => result.status === 'rejected')).toHaveLength(5);
  expect(results.at(-1)).toMatchObject({ reason: expect.any(LedgerBusyError) });
  expect(group.commitCount).toBe(Math.ceil(20 / limits.groupMax));
  expect(rows()).toEqual({ n: 20 });
  await group.close();
  database.close();
});
