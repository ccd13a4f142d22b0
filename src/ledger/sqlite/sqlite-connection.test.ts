import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createSqliteConnection, toSqliteWords } from './sqlite-connection.ts';

test('no parameter stands bare, because the planner would look at its value and compile the statement anew', () => {
  const text = 'select a from t where b = $1 and c in ($2, $3) order by a limit $4';
  expect(toSqliteWords(text)).toBe('select a from t where b = +? and c in (+?, +?) order by a limit +?');
  expect(toSqliteWords('insert into t (id, a) values (default, $10)')).toBe(
    'insert into t (id, a) values (null, +?)',
  );
});

test('values of every type come back as they were given, and are found by them', async () => {
  const database = new Database(':memory:');
  database.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b BIGINT)');
  const { run } = createSqliteConnection(database, { now: () => 0 });
  const rows = [
    ['07', 7],
    ['7', 9_007_199_254_740_991],
    ['-x', -1],
    ['', null],
    [null, 0],
  ] as const;
  for (const row of rows) await run('insert into t (id, a, b) values (default, $1, $2)', row);
  expect(await run('select a, b from t order by id limit $1', [9])).toEqual(rows);
  expect(await run('select id from t where a = $1', ['7'])).toEqual([[2]]);
  expect(await run('select id from t where b in ($1, $2) order by id', [-1, 7])).toEqual([[1], [3]]);
  expect(await run('select id from t order by id limit $1', [0])).toEqual([]);
  database.close();
});
