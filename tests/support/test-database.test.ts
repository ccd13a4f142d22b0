import { Client } from 'pg';
import { expect, test } from 'vitest';
import { openLedger } from '#ledger/open-ledger.ts';
import { readProcessFacts } from '#machine/process-facts.ts';
import { startPrivatePostgres } from './private-postgres.ts';
import { systemClock, systemRandom } from './system-time.ts';
import { createLedgerDatabase, createTestDatabase } from './test-database.ts';

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

test('each test database is empty, apart from the others, and gone after its drop even while it is in use', async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await ask(first.url, 'CREATE TABLE only_here (id int)');
  const tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
  expect(await ask(first.url, tables)).toEqual([{ tablename: 'only_here' }]);
  expect(await ask(second.url, tables)).toEqual([]);

  const idle = new Client({ connectionString: first.url });
  idle.on('error', () => {});
  await idle.connect();
  await first.drop();
  await second.drop();
  await expect(ask(first.url, 'SELECT 1')).rejects.toThrow('does not exist');
  await idle.end();
});

test('a database with the ledger in it is what a first start makes of an empty one, and each is apart from the others', async () => {
  const empty = await createTestDatabase();
  const [first, second] = await Promise.all([createLedgerDatabase(), createLedgerDatabase()]);
  const sealingKey = Buffer.alloc(32, 'a first start');
  const ledger = await openLedger({ url: empty.url, sealingKey, clock: systemClock, random: systemRandom });
  await ledger.close();
  const columns =
    "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2";
  const made = await ask(empty.url, columns);
  expect(made.length).toBeGreaterThan(100);
  expect(await ask(first.url, columns)).toEqual(made);
  const versions = 'SELECT version FROM schema_versions ORDER BY 1';
  expect(await ask(first.url, versions)).toEqual(await ask(empty.url, versions));
  await ask(first.url, "INSERT INTO leases (name, holder, lease_until) VALUES ('relay', 'somebody', 1)");
  expect(await ask(second.url, 'SELECT name FROM leases')).toEqual([]);
  for (const database of [empty, first, second]) await database.drop();
});

test('a private PostgreSQL answers on its port and on its socket, and a kill ends it at once', async () => {
  const postgres = await startPrivatePostgres();
  expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  const { port } = new URL(postgres.url);
  const bySocket = `postgres://syncline@/postgres?host=${encodeURIComponent(postgres.socketDir)}&port=${port}`;
  expect(await ask(bySocket, "SELECT current_setting('fsync') AS fsync")).toEqual([{ fsync: 'off' }]);
  await postgres.kill();
  expect(readProcessFacts(postgres.pid)).toBeUndefined();
  await expect(ask(postgres.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
});
