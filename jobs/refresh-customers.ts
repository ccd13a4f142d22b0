import { defineJob } from '#sdk/define-job.ts';
import { jobNames } from './job-names.ts';
import { recordCustomers, UNREADABLE_CUSTOMER } from './steps/record-customers.ts';
import { openUnreadable, refuseNameless } from './steps/refused-records.ts';

const BATCH_MAX = 50;

/** Woken by a hint about a customer. Reads them as they are now and records it; many hints together are one read. */
export const refreshCustomers = defineJob({
  name: jobNames.refreshCustomers,
  title: 'Reads customers again that may have changed',
  priority: 'order',
  batchMax: BATCH_MAX,
  appliesTo: ({ account }) => account.customers?.source !== undefined,
  async run(context, work) {
    const source = context.account.customers?.source;
    if (source === undefined) return;
    for (let start = 0; start < work.length; start += source.fetchMax) {
      const part = work.slice(start, start + source.fetchMax);
      const basis = await context.ledger.read((tx) => tx.sequence.current());
      const { items, refused, sentAt } = await source.fetch(part.map((row) => row.subject));
      await recordCustomers(context, items, { basis, sentAt });
      const reasons = new Map(refused.map((record) => [record.id, record.reason]));
      for (const row of part) {
        const reason = reasons.get(row.subject);
        if (reason === undefined) continue;
        context.park(row, `the store's answer cannot be used: ${reason}`);
        await context.ledger.write((tx) =>
          openUnreadable(context, tx, [{ id: row.subject, reason }], UNREADABLE_CUSTOMER),
        );
      }
      refuseNameless(refused, 'customers');
    }
  },
});
