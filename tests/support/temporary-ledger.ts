import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, systemRandom } from '#cli/system-clock.ts';
import { openLedger } from '#ledger/open-ledger.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';

export interface TemporaryLedger {
  readonly ledger: Ledger;
  /** Closes it and deletes its folder. */
  remove(): Promise<void>;
}

/** A real SQLite ledger in a folder of its own. */
export async function openTemporaryLedger(): Promise<TemporaryLedger> {
  const folder = mkdtempSync(join(tmpdir(), 'syncline-ledger-'));
  const ledger = await openLedger({
    url: `sqlite:${join(folder, 'ledger.sqlite')}`,
    sealingKey: randomBytes(32),
    clock: systemClock,
    random: systemRandom,
  });
  return {
    ledger,
    async remove() {
      await ledger.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
