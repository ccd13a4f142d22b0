import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { inject } from 'vitest';

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
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runAlone(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => runAlone(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
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
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
