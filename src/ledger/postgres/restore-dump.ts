import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type pg from 'pg';
import { z } from 'zod';
import { SCHEMA_VERSION } from '../migrations/migrate.ts';
import { connectPostgres } from './postgres-client.ts';
import { prepareSchema } from './postgres-ledger.ts';

const ROWS_PER_INSERT = 500;

const manifestShape = z.object({
  schemaVersion: z.number(),
  sequence: z.number(),
  tables: z.array(z.object({ name: z.string().regex(/^[a-z_]+$/), rows: z.number() })),
});

/**
 * Reads a folder that `backup` wrote into an empty database, in one transaction: all of it, or nothing.
 *
 * @throws when the database holds something already, or the folder is of another version or not whole.
 */
export async function restoreDump(url: string, folder: string): Promise<void> {
  const manifest = manifestShape.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  if (manifest.schemaVersion !== SCHEMA_VERSION) {
    throw new Error(
      `the backup has schema version ${manifest.schemaVersion}, this program writes ${SCHEMA_VERSION}; restore it with the version that wrote it`,
    );
  }
  await prepareSchema(url, false);
  const client = await connectPostgres(url);
  try {
    await client.query('begin');
    for (const { name, rows } of manifest.tables) {
      const restored = await restoreTable(client, name, join(folder, `${name}.jsonl`));
      if (restored !== rows) throw new Error(`${name}.jsonl has ${restored} rows, the manifest says ${rows}`);
    }
    if (manifest.sequence > 0)
      await client.query("select setval('ledger_sequence', $1)", [manifest.sequence]);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

async function restoreTable(client: pg.Client, name: string, path: string): Promise<number> {
  const { rows } = await client.query(`select 1 from "${name}" limit 1`);
  if (rows.length > 0) throw new Error(`the database holds ${name} already; restore into an empty one`);
  let count = 0;
  let batch: string[] = [];
  const insert = async (): Promise<void> => {
    if (batch.length === 0) return;
    await client.query(`insert into "${name}" select * from json_populate_recordset(null::"${name}", $1)`, [
      `[${batch.join(',')}]`,
    ]);
    count += batch.length;
    batch = [];
  };
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (batch.push(line) >= ROWS_PER_INSERT) await insert();
  }
  await insert();
  await moveRowNumbers(client, name);
  return count;
}

/** New rows must be numbered after the restored ones. */
async function moveRowNumbers(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query<{ numbers: string | null }>(
    "select pg_get_serial_sequence($1, 'id') as numbers from information_schema.columns where table_schema = current_schema() and table_name = $1 and column_name = 'id' and is_identity = 'YES'",
    [name],
  );
  const numbers = rows[0]?.numbers ?? null;
  if (numbers !== null)
    await client.query(`select setval($1, (select coalesce(max(id), 0) + 1 from "${name}"), false)`, [
      numbers,
    ]);
}
