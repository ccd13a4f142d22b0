import { randomBytes, randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { inject } from 'vitest';
import { openLedger } from '#ledger/open-ledger.ts';
import { systemClock, systemRandom } from './system-time.ts';

const TEMPLATE = 'ledger_template';
const TEMPLATE_LOCK = 7_261;

export interface TestDatabase {
  readonly url: string;
  /** Ends all its connections and removes it. */
  drop(): Promise<void>;
}

/**
 * A new, empty database in the PostgreSQL of this test run; each test file makes its own and drops it at its end.
 *
 * @throws With the remedy when there is no PostgreSQL: a missing one fails the test, it does not skip it.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await askForPostgres();
  return withClient(server, (client) => createDatabase(server, client));
}

/**
 * A new database as a first start of Syncline leaves it: copied from one that has the ledger's tables, because making them takes longer
 * than most tests.
 *
 * @throws As `createTestDatabase` does.
 */
export async function createLedgerDatabase(): Promise<TestDatabase> {
  const server = await askForPostgres();
  return withClient(server, async (client) => {
    // Test files ask for it at the same time: the first one makes it, under a lock of the session.
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rowCount === 0) await makeTemplate(server);
    await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
    return createDatabase(server, client, TEMPLATE);
  });
}

async function makeTemplate(server: string): Promise<void> {
  const name = `${TEMPLATE}_unfinished`;
  await runAlone(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await runAlone(server, `CREATE DATABASE ${name}`);
  const ledger = await openLedger({
    url: urlOf(server, name),
    sealingKey: randomBytes(32),
    clock: systemClock,
    random: systemRandom,
  });
  await ledger.close();
  await runAlone(server, `ALTER DATABASE ${name} RENAME TO ${TEMPLATE}`);
}

async function createDatabase(server: string, client: Client, template = 'template1'): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    url: urlOf(server, name),
    drop: () => runAlone(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function askForPostgres(): Promise<string> {
  const door: string | undefined = inject('postgresDoor');
  if (door === undefined) {
    throw new Error('This test needs the project\'s vitest settings: add "--config tests/vitest.config.ts".');
  }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    // Without an agent the connection ends with the answer and leaves no socket behind.
    get(door, { agent: false }, resolve).once('error', reject);
  });
  const body = await text(response);
  if (response.statusCode !== 200) throw new Error(body);
  return body;
}

async function runAlone(url: string, statement: string): Promise<void> {
  await withClient(url, (client) => client.query(statement));
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
