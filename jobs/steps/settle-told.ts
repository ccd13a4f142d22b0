import type { JobContext } from '#sdk/define-job.ts';
import type { Backfill } from '#sdk/ledger/backfills.ts';
import { jobNames } from '#jobs/job-names.ts';

const ROWS_PER_TRANSACTION = 1_000;

/**
 * What other jobs tell of, at its priority or sooner: a profile, or the events of an order that the ledger has. It is through
 * when nothing of it is wanted any more, and refused when it was parked: that says why.
 *
 * @returns whether some are still under way.
 */
export async function settleTold(context: JobContext, { id, resource }: Backfill): Promise<boolean> {
  const { ledger, connection } = context;
  const job = resource === 'customers' ? jobNames.syncProfiles : jobNames.sendEvents;
  for (;;) {
    const { settled, isLeft } = await ledger.write((tx) =>
      tx.backfills.settleTold(id, { job, connection }, ROWS_PER_TRANSACTION),
    );
    if (settled < ROWS_PER_TRANSACTION) return isLeft;
    await context.prolong();
  }
}
