import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { SCHEMA_VERSION } from '../migrations/migrate.ts';
import { connectPostgres } from './postgres-client.ts';

const ROWS_PER_FETCH = 1_000;

/** What a dump holds: one file of JSON rows per table, and this about them. */
export interface DumpManifest {
  readonly schemaVersion: number;
  readonly sequence: number;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
}

/**
 * Writes all tables of the ledger as of one moment into a new folder, `<table>.jsonl` and `manifest.json`. The manifest is
 * written last: a folder without one is no backup.
 */
export async function dumpPostgres(
  url: string,
  folder: string,
  onProgress?: (share: number) => void,
): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  const client = await connectPostgres(url);
  try {
    await client.query('begin isolation level repeatable read read only');
    const names = await tableNames(client);
    const tables: { name: string; rows: number }[] = [];
    for (const name of names) {
      tables.push({ name, rows: await dumpTable(client, name, join(folder, `${name}.jsonl`)) });
      onProgress?.(tables.length / names.length);
    }
    const { rows } = await client.query<{ value: number }>(
      'select case when is_called then last_value else 0 end as value from ledger_sequence',
    );
    const manifest: DumpManifest = { schemaVersion: SCHEMA_VERSION, sequence: rows[0]?.value ?? 0, tables };
    await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, {
      mode: 0o600,
      flush: true,
    });
  } finally {
    await client.end();
  }
}

/** The tables of the ledger's schema, and nothing else that may live in the database. */
async function tableNames(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = current_schema() and tablename <> 'schema_versions' order by 1",
  );
  return rows.map((row) => row.name);
}

async function dumpTable(client: pg.Client, name: string, path: string): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  let count = 0;
  try {
    await client.query(
      `declare dump no scroll cursor for select row_to_json(t)::text as line from "${name}" t`,
    );
    while (true) {
      const { rows } = await client.query<{ line: string }>(`fetch ${ROWS_PER_FETCH} from dump`);
      if (rows.length === 0) break;
      await file.write(`${rows.map((row) => row.line).join('\n')}\n`);
      count += rows.length;
    }
    await client.query('close dump');
    await file.sync();
  } finally {
    await file.close();
  }
  return count;
}
