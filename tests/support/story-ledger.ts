import { hasLedger, toLedgerPlace } from '#config/ledger-place.ts';
import type { Configuration } from '#config/schema.ts';
import { openLedger } from '#ledger/open-ledger.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { Effect } from '#sdk/ledger/effects.ts';
import { systemClock, systemRandom } from './system-time.ts';

/** The ledger of a story, read beside the engine that owns it. */
export interface StoryLedger {
  read: Ledger['read'];
  /** Work of a connection that is not done. */
  dirty(connection: string): Promise<number>;
  /** Reasons of what is parked, by subject. */
  parked(): Promise<Readonly<Record<string, string>>>;
  effectsOf(subject: string): Promise<readonly Effect[]>;
  /** Types of open discrepancies. */
  open(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export function openStoryLedger(configuration: Configuration): StoryLedger {
  let opened: Promise<Ledger> | undefined;
  const ledger = (): Promise<Ledger> => {
    if (!hasLedger(configuration)) throw new Error('no engine has started in this story yet');
    opened ??= openLedger({
      ...toLedgerPlace(configuration),
      clock: systemClock,
      random: systemRandom,
      readOnly: true,
    }).catch((error: unknown) => {
      // The engine may not have made its tables yet: the next one who asks tries again.
      opened = undefined;
      throw error;
    });
    return opened;
  };
  const read: Ledger['read'] = async (ask) => (await ledger()).read(ask);
  return {
    read,
    dirty: (connection) =>
      read(async (tx) => {
        const counts = await tx.work.counts();
        return counts.filter((row) => row.connection === connection).reduce((sum, row) => sum + row.dirty, 0);
      }),
    parked: () =>
      read(async (tx) =>
        Object.fromEntries((await tx.work.parked(1_000)).map((row) => [row.subject, row.reason ?? ''])),
      ),
    effectsOf: (subject) => read((tx) => tx.effects.ofSubject(subject, 100)),
    open: () =>
      read(async (tx) =>
        (await tx.discrepancies.list({ state: 'open', limit: 1_000 })).map((entry) => entry.type),
      ),
    async close() {
      await (await opened)?.close();
    },
  };
}
