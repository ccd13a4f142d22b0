import { randomBytes } from 'node:crypto';
import { openLedger } from '#ledger/open-ledger.ts';
import type { Clock } from '#sdk/clock.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { createCountingRandom } from './open-test-ledger.ts';
import { createLedgerDatabase } from './test-database.ts';

/** A way to open a new, empty ledger, and to end it with its database. */
export interface LedgerPlace {
  readonly open: (clock: Clock) => Promise<Ledger>;
  readonly close: () => Promise<void>;
}

/** For `describe.each`: both databases, by name. */
export const databases: readonly (readonly [name: string, create: () => Promise<LedgerPlace>])[] = [
  ['SQLite', () => Promise.resolve(placeAt('sqlite::memory:', () => Promise.resolve()))],
  [
    'PostgreSQL',
    async () => {
      const database = await createLedgerDatabase();
      return placeAt(database.url, () => database.drop());
    },
  ],
];

function placeAt(url: string, drop: () => Promise<void>): LedgerPlace {
  let ledger: Ledger | null = null;
  return {
    async open(clock) {
      ledger = await openLedger({ url, sealingKey: randomBytes(32), clock, random: createCountingRandom() });
      return ledger;
    },
    async close() {
      await ledger?.close();
      await drop();
    },
  };
}
