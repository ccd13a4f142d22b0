import { createHash } from 'node:crypto';
import { sql } from '../drizzle.ts';
import type pg from 'pg';
import type { Connection, Row } from '../connection.ts';

/** Texts beyond this are built for one use and are not worth keeping prepared. */
const PREPARED_TEXT_MAX = 4_000;
const PREPARED_MAX = 400;

/** Speaks to one PostgreSQL connection; statements are prepared at their first use. */
export function createPostgresConnection(client: pg.ClientBase): Connection {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || text.length > PREPARED_TEXT_MAX || names.size >= PREPARED_MAX) return known;
    const name = createHash('sha256').update(text).digest('base64url');
    names.set(text, name);
    return name;
  };
  const run = async (text: string, params: readonly unknown[]): Promise<readonly Row[]> => {
    const name = nameOf(text);
    const { rows } = await client.query<unknown[]>({
      text,
      values: [...params],
      rowMode: 'array',
      ...(name === undefined ? {} : { name }),
    });
    return rows;
  };
  const one = async (text: string): Promise<number> => Number((await run(text, []))[0]?.[0] ?? 0);
  return {
    run,
    // Several machines share the ledger: only the database's own clock is one for all.
    leaseNow: () => sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
    standing: {},
    // A statement's number is drawn after the statement was received, so a number that a reading's basis covers was
    // known before the reading's request left, even while its transaction is still open.
    nextSequence: () => one("select nextval('ledger_sequence')"),
    currentSequence: () => one('select case when is_called then last_value else 0 end from ledger_sequence'),
  };
}
