import pg from 'pg';

const BIGINT = 20;
const NUMERIC = 1700;
const CONNECT_TIMEOUT_MS = 10_000;
/** A lock that is held longer belongs to a process that hangs. */
const LOCK_TIMEOUT_MS = 10_000;
/** A process that stops in the middle of a transaction must not hold its locks for ever. */
const IDLE_TIMEOUT_MS = 60_000;

/** Counts, sums and bigints arrive as numbers; all that is stored stays far below 2^53. */
const parserOf: (oid: number, format?: 'text' | 'binary') => (value: string) => unknown =
  pg.types.getTypeParser;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === BIGINT || oid === NUMERIC ? Number : parserOf(oid, format),
};

export function postgresConfig(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    types,
    // Statements of one transaction that do not need each other's answers share a round trip.
    pipeline: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TIMEOUT_MS,
    application_name: 'syncline',
  };
}

/** An open connection. Losing it is told by the next statement, so the event itself is only kept from ending the process. */
export async function connectPostgres(url: string): Promise<pg.Client> {
  const client = new pg.Client(postgresConfig(url));
  client.on('error', () => {});
  try {
    await client.connect();
    // An answered write must survive a power cut, also where the server's own default is weaker.
    await client.query(
      "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'",
    );
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}
