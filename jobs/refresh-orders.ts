import { jobNames } from './job-names.ts';
import { orderReadOf } from './steps/order-read.ts';
import { openUnreadable, refuseNameless, UNREADABLE_ORDER } from './steps/refused-records.ts';
import { recordOrders } from './steps/record-orders.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { KnownVersion } from '#sdk/ledger/orders.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';

const BATCH_MAX = 50;
/** What is read once more within this time waits for its end, so that a burst of hints about one order is a few reads. */
const REST_MS = 1_000;

/** Woken by a hint about an order. Reads it as it is now and records it; many hints together are one read. */
export const refreshOrders = defineJob({
  name: jobNames.refreshOrders,
  title: 'Reads orders again that may have changed',
  priority: 'reading',
  batchMax: BATCH_MAX,
  appliesTo: ({ account }) => account.orders?.source !== undefined,
  async run(context, work) {
    const source = context.account.orders?.source;
    if (source === undefined) return;
    const due = await restOrRead(context, work);
    for (let start = 0; start < due.length; start += source.fetchMax) {
      const part = due.slice(start, start + source.fetchMax);
      const basis = await context.ledger.read((tx) => tx.sequence.current());
      const fetched = await source.fetch(part.map((row) => row.subject));
      await recordOrders(context, fetched.items, orderReadOf(fetched, basis));
      const refused = new Map(fetched.refused.map((record) => [record.id, record.reason]));
      for (const row of part) {
        const reason = refused.get(row.subject);
        if (reason === undefined) continue;
        context.park(row, `the store's answer cannot be used: ${reason}`);
        await context.ledger.write((tx) =>
          openUnreadable(context, tx, [{ id: row.subject, reason }], UNREADABLE_ORDER),
        );
      }
      refuseNameless(fetched.refused, 'orders');
    }
  },
});

/** What was read a moment ago, by whichever process, waits: the changes that follow one another are then read together. */
async function restOrRead(context: JobContext, work: readonly LeasedWork[]): Promise<readonly LeasedWork[]> {
  const { connection, ledger, clock } = context;
  const subjects = work.map((row) => row.subject);
  const known = await ledger.read((tx) => tx.orders.versions(connection, subjects));
  const now = clock.now();
  return work.filter((row) => {
    const restMs = restOf(known.get(row.subject), now);
    if (restMs > 0) context.wait(row, { dueAt: now + restMs, reason: 'read a moment ago' });
    return restMs === 0;
  });
}

/** Nothing rests because of a read in the future: a clock was set back, or is not the same one. */
function restOf(known: KnownVersion | undefined, now: number): number {
  return known === undefined || known.sentAt > now ? 0 : Math.max(0, known.sentAt + REST_MS - now);
}
