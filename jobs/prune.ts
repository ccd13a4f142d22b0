import { defineJob } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { jobNames } from './job-names.ts';

/** Small portions, so that no other transaction waits long. */
const ROWS_PER_TRANSACTION = 500;

/** Keeps the retention. Runs for every connection; what it deletes is common to all, so a second one finds nothing left. */
export const prune = defineJob({
  name: jobNames.prune,
  title: 'Deletes what the retention no longer keeps',
  priority: 'upkeep',
  appliesTo: () => true,
  schedules: ({ settings }) => [{ subject: 'retention', everyMs: settings.intervals.pruneMs }],
  async run({ ledger, settings: { retention }, clock, signal, ...context }) {
    const now = clock.now();
    const portions: readonly ((tx: LedgerTransaction) => Promise<number>)[] = [
      (tx) => tx.events.prune(now - retention.eventsMs, ROWS_PER_TRANSACTION),
      (tx) => tx.effects.prune(now - retention.effectBodiesMs, ROWS_PER_TRANSACTION),
      (tx) => tx.stock.prune(now - retention.stockEntriesMs, ROWS_PER_TRANSACTION),
      (tx) => tx.erasures.release(now, ROWS_PER_TRANSACTION),
      (tx) => tx.discrepancies.prune(now - retention.discrepanciesMs, ROWS_PER_TRANSACTION),
    ];
    for (const portion of portions) {
      while ((await ledger.write(portion)) >= ROWS_PER_TRANSACTION) {
        signal.throwIfAborted();
        await context.prolong();
      }
    }
  },
});
