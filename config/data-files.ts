import { join } from 'node:path';

/** What lies in the data folder. */
export interface DataFiles {
  /** The SQLite ledger. */
  readonly ledger: string;
  /** Made at the first start unless `sealingKey` is set. */
  readonly sealingKey: string;
  /** Who was erased: keyed fingerprints. A restored backup learns from it whom to forget again. */
  readonly erased: string;
  /** Opens the queues' page unless `boardToken` is set. */
  readonly boardToken: string;
  /** Folder of the private Redis. */
  readonly redis: string;
}

export function dataFilesIn(dataDir: string): DataFiles {
  return {
    ledger: join(dataDir, 'ledger.sqlite'),
    sealingKey: join(dataDir, 'sealing.key'),
    erased: join(dataDir, 'erased.list'),
    boardToken: join(dataDir, 'board-token'),
    redis: join(dataDir, 'redis'),
  };
}
