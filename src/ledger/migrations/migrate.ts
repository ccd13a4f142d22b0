import type { Connection } from '../connection.ts';
import { customerTables } from './customer-tables.ts';
import { firstTables } from './first-tables.ts';
import { historyTables } from './history-tables.ts';
import { mirroredStatements } from './mirrored-statements.ts';
import { segmentTables } from './segment-tables.ts';

/** How a database spells what it spells in its own way. */
export interface DialectWords {
  readonly id: string;
  readonly key: string;
  readonly whole: string;
  /** Makes the ledger's sequence. */
  readonly sequence: readonly string[];
}

/** Forward-only: what stands here was run somewhere and is never edited; a change is a new entry at the end. */
const migrations: readonly (readonly string[])[] = [
  firstTables,
  mirroredStatements,
  customerTables,
  historyTables,
  segmentTables,
];

export const SCHEMA_VERSION = migrations.length;

/** The ledger was written by another version of this program than the one that opens it. */
export class SchemaVersionError extends Error {
  override readonly name = 'SchemaVersionError';
}

type Run = Connection['run'];

/** Brings the schema up to date; the caller holds a transaction and a lock that keeps other migrations out. */
export async function migrate(run: Run, words: DialectWords): Promise<void> {
  await run(`CREATE TABLE IF NOT EXISTS schema_versions (version ${words.whole} NOT NULL PRIMARY KEY)`, []);
  const version = await readVersion(run);
  refuseNewer(version);
  for (let next = version; next < SCHEMA_VERSION; next += 1) {
    for (const template of migrations[next] ?? []) {
      for (const statement of spell(template, words)) await run(statement, []);
    }
    await run('INSERT INTO schema_versions (version) VALUES ($1)', [next + 1]);
  }
}

/** For those who only read: they change nothing, so the schema must be the one they know. */
export async function assertSchema(run: Run): Promise<void> {
  const version = await readVersion(run);
  refuseNewer(version);
  if (version === SCHEMA_VERSION) return;
  throw new SchemaVersionError(
    `the ledger has schema version ${version}, this program reads version ${SCHEMA_VERSION}; start Syncline once, it upgrades the ledger`,
  );
}

async function readVersion(run: Run): Promise<number> {
  const [row] = await run('SELECT max(version) FROM schema_versions', []);
  return Number(row?.[0] ?? 0);
}

function refuseNewer(version: number): void {
  if (version <= SCHEMA_VERSION) return;
  throw new SchemaVersionError(
    `the ledger has schema version ${version}, this program knows up to ${SCHEMA_VERSION}: it was upgraded by a newer Syncline; run that one, or restore a backup from before`,
  );
}

function spell(template: string, { id, key, whole, sequence }: DialectWords): readonly string[] {
  if (template === '{sequence}') return sequence;
  return [template.replaceAll('{id}', id).replaceAll('{key}', key).replaceAll('{whole}', whole)];
}
