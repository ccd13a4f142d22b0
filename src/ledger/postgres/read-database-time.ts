import { connectPostgres } from './postgres-client.ts';

/** The time of the database's machine, in epoch milliseconds. @throws when it cannot be asked. */
export async function readDatabaseTime(url: string): Promise<number> {
  const client = await connectPostgres(url);
  try {
    const { rows } = await client.query<{ ms: string | number }>(
      'select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms',
    );
    return Number(rows[0]?.ms);
  } finally {
    await client.end();
  }
}
