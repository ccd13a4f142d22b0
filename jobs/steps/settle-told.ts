import type { JobContext } from '#sdk/define-job.ts';
import type { Backfill, BackfillItem } from '#sdk/ledger/backfills.ts';
import { jobNames } from '#jobs/job-names.ts';

/**
 * What other jobs tell of, at its priority or sooner: a profile, or the events of an order that the ledger has. It is through
 * when nothing of it is wanted any more, and refused when it was parked: that says why.
 *
 * @returns whether some are still under way.
 */
export async function settleTold(
  { ledger, connection }: JobContext,
  { backfill, items }: { readonly backfill: Backfill; readonly items: readonly BackfillItem[] },
): Promise<boolean> {
  if (items.length === 0) return false;
  const job = backfill.resource === 'customers' ? jobNames.syncProfiles : jobNames.sendEvents;
  return ledger.write(async (tx) => {
    const done: string[] = [];
    const refused: string[] = [];
    for (const { reference } of items) {
      const row = await tx.work.get({ job, subject: reference, connection });
      if (row?.state === 'parked') refused.push(reference);
      else if (row === null || row.wanted === row.done) done.push(reference);
    }
    await tx.backfills.settle(backfill.id, done, 'done');
    await tx.backfills.settle(backfill.id, refused, 'refused');
    return done.length + refused.length < items.length;
  });
}
