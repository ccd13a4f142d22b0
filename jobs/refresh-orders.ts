import { jobNames } from './job-names.ts';
import { recordOrders } from './steps/record-orders.ts';
import { createRecentReads } from './steps/recent-reads.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';

const BATCH_MAX = 50;

const recentReads = createRecentReads();

/** Woken by a hint about an order. Reads it as it is now and records it; many hints together are one read. */
export const refreshOrders = defineJob({
  name: jobNames.refreshOrders,
  title: 'Reads orders again that may have changed',
  priority: 'order',
  batchMax: BATCH_MAX,
  appliesTo: ({ account }) => account.orders?.source !== undefined,
  async run(context, work) {
    const source = context.account.orders?.source;
    if (source === undefined) return;
    const due = restOrRead(context, work);
    for (let start = 0; start < due.length; start += source.fetchMax) {
      const part = due.slice(start, start + source.fetchMax);
      const fetched = await source.fetch(part.map((row) => row.subject));
      await recordOrders(context, fetched.items);
      const refused = new Map(fetched.refused.map((record) => [record.id, record.reason]));
      for (const row of part) {
        const reason = refused.get(row.subject);
        if (reason === undefined) continue;
        context.park(row, `the store's answer cannot be used: ${reason}`);
        await context.ledger.write((tx) =>
          tx.discrepancies.open(
            {
              type: 'unreadable-order',
              connection: context.connection,
              subject: row.subject,
              detail: reason,
              amount: null,
              currency: null,
              suggestion:
                'Correct the order in the store, or report the shape of the answer; then retry the parked work.',
            },
            context.clock.now(),
          ),
        );
      }
    }
  },
});

/** What was read a moment ago waits: the changes that follow one another are then read together. */
function restOrRead(context: JobContext, work: readonly LeasedWork[]): readonly LeasedWork[] {
  const now = context.clock.now();
  return work.filter((row) => {
    const restMs = recentReads.restOf(row, now);
    if (restMs > 0) context.wait(row, { dueAt: now + restMs, reason: 'read a moment ago' });
    else recentReads.note(row, now);
    return restMs === 0;
  });
}
