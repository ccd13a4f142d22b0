import { jobNames } from './job-names.ts';
import { recordOrders } from './steps/record-orders.ts';
import { defineJob } from '#sdk/define-job.ts';

const BATCH_MAX = 50;

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
    for (let start = 0; start < work.length; start += source.fetchMax) {
      const part = work.slice(start, start + source.fetchMax);
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
