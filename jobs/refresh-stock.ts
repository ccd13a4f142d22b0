import { jobNames } from './job-names.ts';
import { recordLevels } from './steps/record-stock.ts';
import { defineJob } from '#sdk/define-job.ts';
import { refuseNameless } from './steps/refused-records.ts';

const BATCH_MAX = 200;

/** Woken when a fact makes an authority's last word too old: reads what it counts of these items. */
export const refreshStock = defineJob({
  name: jobNames.refreshStock,
  title: 'Reads again what an authority counts',
  priority: 'reading',
  batchMax: BATCH_MAX,
  appliesTo: ({ account }) => account.stock?.source !== undefined,
  async run(context, work) {
    const source = context.account.stock?.source;
    if (source === undefined) return;
    const basis = await context.ledger.read((tx) => tx.sequence.current());
    const fetched = await source.fetch(work.map((row) => row.subject));
    await recordLevels(context, {
      levels: fetched.items,
      basis,
      sentAt: fetched.sentAt,
      answeredAt: fetched.answeredAt,
    });
    const refused = new Map(fetched.refused.map((record) => [record.id, record.reason]));
    for (const row of work) {
      const reason = refused.get(row.subject);
      if (reason !== undefined) context.park(row, `the authority's answer cannot be used: ${reason}`);
    }
    refuseNameless(fetched.refused, 'stock');
  },
});
