import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { migrate } from '../migrations/migrate.ts';
import { createSealer } from '../sealing.ts';
import { createSession } from '../session.ts';
import { createTransaction } from '../transaction.ts';
import { createSqliteConnection, toSqliteWords } from './sqlite-connection.ts';
import { sqliteWords } from './sqlite-words.ts';

const clock = { now: () => 0, monotonicMs: () => 0, sleep: () => Promise.resolve() };

/**
 * An index over some of the rows serves a statement only if its text says which: SQLite does not look into a parameter, and what
 * is missed shows in long tables alone.
 */
test.each<[index: string, ask: (tx: LedgerTransaction) => Promise<unknown>]>([
  ['backfill_items_waiting', (tx) => tx.backfills.countWaiting('b')],
  ['backfill_items_waiting', (tx) => tx.backfills.waiting('b', 'store:1', 10)],
  ['backfill_items_waiting', (tx) => tx.backfills.toTell('b', null, 10)],
  ['backfill_items_waiting', (tx) => tx.backfills.settleTold('b', { job: 'j', connection: 'c' }, 10)],
  ['customers_email', (tx) => tx.customers.byContact('email', 'ada@example.test')],
  ['customers_phone', (tx) => tx.customers.byContact('sms', '+491511')],
  ['discrepancies_open', (tx) => tx.discrepancies.hasOpen('type', 'store')],
  ['erasures_open', (tx) => tx.erasures.open(10)],
  ['fulfillment_requests_open', (tx) => tx.requests.open('warehouse', null, 10)],
  ['work_relay', (tx) => tx.work.takeForRelay(1, 10)],
  ['work_relay', (tx) => tx.work.nextDueAt(1)],
  ['work_handed', (tx) => tx.work.resetRelay(1)],
  ['work_handed', (tx) => tx.work.resetAbandoned()],
  ['work_parked', (tx) => tx.work.parked(10)],
])('%s is used by who asks for its rows (case %#)', async (index, ask) => {
  const database = new Database(':memory:');
  const connection = createSqliteConnection(database, clock);
  await migrate(connection.run, sqliteWords);
  const plans: string[] = [];
  const run: typeof connection.run = (text, params) => {
    const rows = database.prepare(`explain query plan ${toSqliteWords(text)}`).all(...params);
    plans.push(JSON.stringify(rows));
    return connection.run(text, params);
  };
  const session = createSession(
    { ...connection, run },
    {
      clock,
      random: { next: () => 0, id: () => '1' },
      sealer: createSealer(Buffer.alloc(32)),
      readOnly: false,
      erasedList: null,
      noteWork: () => undefined,
    },
  );
  await ask(createTransaction(session));
  database.close();
  expect(plans.join('\n')).toContain(index);
});
