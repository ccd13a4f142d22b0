import { existsSync } from 'node:fs';
import { dataFilesIn } from './data-files.ts';
import type { Configuration } from './schema.ts';
import { readSealingKeys } from './sealing-keys.ts';

/** Where the ledger is and what opens its seals, as `openLedger` takes it. */
export interface LedgerPlace {
  readonly url: string;
  readonly sealingKey: Buffer;
  readonly previousKeys: readonly Buffer[];
  readonly erasedFile: string;
}

/** Makes the sealing key when there is none yet. */
export function toLedgerPlace(configuration: Configuration): LedgerPlace {
  const { current, previous } = readSealingKeys(configuration);
  return {
    url: urlOf(configuration),
    sealingKey: current,
    previousKeys: previous,
    erasedFile: dataFilesIn(configuration.dataDir).erased,
  };
}

/** Whether there is something to read; a PostgreSQL can only be asked. */
export function hasLedger({ databaseUrl, dataDir }: Configuration): boolean {
  return databaseUrl !== null || existsSync(dataFilesIn(dataDir).ledger);
}

function urlOf({ databaseUrl, dataDir }: Configuration): string {
  return databaseUrl === null ? `sqlite:${dataFilesIn(dataDir).ledger}` : databaseUrl.reveal();
}
