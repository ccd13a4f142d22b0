import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../migrations/migrate.ts';
import { createSealer } from '../sealing.ts';
import { createSession } from '../session.ts';
import { createSqliteConnection, toSqliteWords } from '../sqlite/sqlite-connection.ts';
import { sqliteWords } from '../sqlite/sqlite-words.ts';
import { createBackfillItems } from './backfill-items.ts';

const clock = { now: () => 0, monotonicMs: () => 0, sleep: () => Promise.resolve() };

test('what waits is found among all that is done by its own index, however long a backfill is', async () => {
  const database = new Database(':memory:');
  const connection = createSqliteConnection(database, clock);
  await migrate(connection.run, sqliteWords);
  const asked: { readonly text: string; readonly params: readonly unknown[] }[] = [];
  const run: typeof connection.run = (text, params) => {
    asked.push({ text, params });
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
  const items = createBackfillItems(session);
  await items.countWaiting('b');
  await items.waiting('b', 'store:1', 10);
  await items.toTell('b', null, 10);
  expect(asked).toHaveLength(3);
  for (const { text, params } of asked) {
    const plan = database.prepare(`explain query plan ${toSqliteWords(text)}`).all(...params);
    expect(JSON.stringify(plan)).toContain('backfill_items_waiting');
  }
  database.close();
});
