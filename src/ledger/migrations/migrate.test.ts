import Database from 'better-sqlite3';
import { PgTable, getTableConfig, is } from '../drizzle.ts';
import { expect, test } from 'vitest';
import * as backfills from '../tables/backfills.ts';
import * as brakes from '../tables/brakes.ts';
import * as catalog from '../tables/catalog.ts';
import * as connections from '../tables/connections.ts';
import * as customers from '../tables/customers.ts';
import * as discrepancies from '../tables/discrepancies.ts';
import * as effects from '../tables/effects.ts';
import * as events from '../tables/events.ts';
import * as orders from '../tables/orders.ts';
import * as segments from '../tables/segments.ts';
import * as stock from '../tables/stock.ts';
import * as work from '../tables/work.ts';
import { migrate, SCHEMA_VERSION, SchemaVersionError } from './migrate.ts';

const words = { id: 'INTEGER PRIMARY KEY', key: 'TEXT', whole: 'INTEGER', sequence: [] };

function setUp() {
  const database = new Database(':memory:');
  const run = async (text: string, params: readonly unknown[]) => {
    const statement = database.prepare<unknown[], readonly unknown[]>(text.replaceAll(/\$\d+/g, '?'));
    if (statement.reader) return statement.raw(true).all(...params);
    statement.run(...params);
    return [];
  };
  return { database, run };
}

test('the migrated tables have the columns that the repositories speak of', async () => {
  const { database, run } = setUp();
  await migrate(run, words);
  const modules = [
    backfills,
    brakes,
    catalog,
    connections,
    customers,
    discrepancies,
    effects,
    events,
    orders,
    segments,
    stock,
    work,
  ];
  const tables = modules.flatMap((module) => Object.values(module)).filter((value) => is(value, PgTable));
  expect(tables.length).toBeGreaterThan(20);
  for (const table of tables) {
    const { name, columns } = getTableConfig(table);
    const made = database
      .prepare<[string], { name: string; notnull: number; pk: number }>('select * from pragma_table_info(?)')
      .all(name);
    const described = (list: readonly { readonly name: string; readonly required: boolean }[]) =>
      list.map((column) => `${name}.${column.name}${column.required ? ' required' : ''}`).toSorted();
    expect(
      described(
        made.map((column) => ({ name: column.name, required: column.notnull === 1 || column.name === 'id' })),
      ),
    ).toEqual(
      described(
        columns.map((column) => ({ name: column.name, required: column.notNull || column.name === 'id' })),
      ),
    );
  }
  database.close();
});

test('a second run changes nothing, and a newer schema is refused', async () => {
  const { database, run } = setUp();
  await migrate(run, words);
  await migrate(run, words);
  expect(await run('select max(version) from schema_versions', [])).toEqual([[SCHEMA_VERSION]]);
  expect(await run('select count(*) from schema_versions', [])).toEqual([[SCHEMA_VERSION]]);
  await run('insert into schema_versions values ($1)', [SCHEMA_VERSION + 1]);
  await expect(migrate(run, words)).rejects.toThrow(SchemaVersionError);
  database.close();
});
