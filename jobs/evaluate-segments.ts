import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { jobNames } from './job-names.ts';
import { judgeCustomers } from './steps/judge-customers.ts';
import { hasSegments, judgeCustomer } from './steps/segment-marks.ts';

const BATCH_MAX = 50;
/** The subject that a clock wakes. No store calls a customer so. */
const EVERYBODY = '*';
const RESOURCE = 'segments';
const PAGE_SIZE = 500;
const LOOK_AGAIN_MS = 15_000;

/**
 * Keeps who is in which segment. A customer is looked at when something about them changed, when the time has come at which
 * their membership may change by itself, and when the rules did. The subject is the customer's id, or `*`: who is due?
 */
export const evaluateSegments = defineJob({
  name: jobNames.evaluateSegments,
  title: 'Works out which customers are in which segment',
  priority: 'catalog',
  batchMax: BATCH_MAX,
  appliesTo: ({ connection, account, settings }) =>
    account.customers?.source !== undefined && hasSegments(settings, connection),
  schedules: ({ settings }) => [{ subject: EVERYBODY, everyMs: settings.segments.everyMs }],
  async run(context, work) {
    const clocked = work.find(({ subject }) => subject === EVERYBODY);
    const customers = work.filter((row) => row !== clocked);
    if (customers.length > 0) await judgeCustomers(context, customers);
    if (clocked !== undefined) await markDue(context, clocked);
  },
});

/** Under other rules everybody is looked at, page by page; else those whose moment has come. */
async function markDue(context: JobContext, clocked: LeasedWork): Promise<void> {
  const { ledger, connection, settings, clock, signal } = context;
  while (await markPage(context)) {
    signal.throwIfAborted();
    await context.prolong();
  }
  const now = clock.now();
  const count = await ledger.write(async (tx) => {
    const ids = await tx.segments.due(connection, now, PAGE_SIZE);
    const marks = ids.flatMap((id) =>
      judgeCustomer(settings, { connection, id }, { cause: 'time has passed', priority: 'backfill' }),
    );
    await tx.work.mark(marks);
    return ids.length;
  });
  if (count < PAGE_SIZE) return;
  const dueAt = now + LOOK_AGAIN_MS;
  context.wait(clocked, { dueAt, reason: 'more customers are due than are looked at in one go' });
}

interface Progress {
  /** Fingerprint of the rules that everybody up to `after` was marked for. */
  readonly rules: string;
  /** Null: everybody was. */
  readonly after: string | null;
}

/** @returns whether there is another page. */
async function markPage({ ledger, connection, settings }: JobContext): Promise<boolean> {
  const { fingerprint: rules } = settings.segments;
  return ledger.write(async (tx) => {
    const { cursor } = await tx.cursors.get(connection, RESOURCE);
    const progress = cursor === null ? null : (JSON.parse(cursor) as Progress);
    const isUnderWay = progress?.rules === rules;
    if (isUnderWay && progress.after === null) return false;
    const ids = await tx.customers.page(connection, isUnderWay ? progress.after : null, PAGE_SIZE);
    await tx.work.mark(
      ids.flatMap((id) =>
        judgeCustomer(settings, { connection, id }, { cause: 'other rules', priority: 'backfill' }),
      ),
    );
    const after = ids.length < PAGE_SIZE ? null : (ids.at(-1) ?? null);
    const next: Progress = { rules, after };
    await tx.cursors.save(connection, RESOURCE, { cursor: JSON.stringify(next) });
    return after !== null;
  });
}
