import { loadConfiguration } from '#config/load.ts';
import { toLedgerPlace } from '#config/ledger-place.ts';
import { connectors } from '#connectors/registry.ts';
import { describeBackfills } from '#cli/render-backfills.ts';
import { systemClock, systemRandom } from '#cli/system-clock.ts';
import { openLedger } from '#ledger/open-ledger.ts';
import { readBackfills } from '#operations/read-backfills.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';

/** How far a backfill is, as the command reads it beside the daemon. */
export interface ProgressReader {
  read(id: string): Promise<{
    readonly share: number;
    /** Records that are through. */
    readonly through: number;
    readonly words: string;
    readonly isDone: boolean;
    readonly standstill: string | null;
  }>;
  close(): Promise<void>;
}

export function openProgress(path: string, folder: string): ProgressReader {
  let opened: Promise<Ledger> | undefined;
  const open = async (): Promise<Ledger> => {
    const { configuration } = await loadConfiguration({ connectors, path, environment: { HOME: folder } });
    const edges = { clock: systemClock, random: systemRandom, readOnly: true };
    return openLedger({ ...toLedgerPlace(configuration), ...edges });
  };
  return {
    async read(id) {
      opened ??= open();
      const { share, backfills, standstill } = await readBackfills(await opened, [id], systemClock.now());
      const isDone = backfills.length > 0 && backfills.every(({ state }) => state === 'done');
      const through = backfills.reduce((sum, { settled, refused }) => sum + settled + refused, 0);
      return { share, through, words: describeBackfills(backfills), isDone, standstill };
    },
    async close() {
      await (await opened)?.close();
    },
  };
}
