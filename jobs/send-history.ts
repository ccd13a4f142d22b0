import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { Backfill, BackfillItem } from '#sdk/ledger/backfills.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { jobNames } from './job-names.ts';
import { HISTORY, LEASE_MS, LOOK_EVERY_MS, ROOM, WAITING_MAX } from './steps/history-marks.ts';
import { settleTold } from './steps/settle-told.ts';
import { settleHistory, tellHistory } from './steps/tell-history.ts';

/** Orders; they have a few events each, so that a page fills a batch or two of the tool. */
const PAGE_SIZE = 500;
/**
 * After so many pages the run ends and waits in the queue again, behind everything that is more urgent. All that may wait fits:
 * what has to wait for its profiles at the beginning keeps nothing behind it from its turn.
 */
const PAGES_PER_RUN = WAITING_MAX / PAGE_SIZE;
const LOOK_AGAIN_MS = 5_000;
const ROWS_PER_TRANSACTION = 500;

/**
 * Tells a system of the past that was read for it: events in batches, as history, each once. What another job tells of is
 * waited for. Behind all live work, one call at a time.
 */
export const sendHistory = defineJob({
  name: jobNames.sendHistory,
  title: 'Tells a system of what happened before it was watched',
  priority: 'backfill',
  leaseMs: LEASE_MS,
  appliesTo: ({ account }) => account.events?.target !== undefined || account.customers?.target !== undefined,
  schedules: () => [{ subject: HISTORY, everyMs: LOOK_EVERY_MS }],
  async run(context, [work]) {
    if (work === undefined || !(await settleHistory(context, work))) return;
    const { ledger, connection } = context;
    let pages = 0;
    let isWaiting = false;
    for (const backfill of await ledger.read((tx) => tx.backfills.open({ connection }))) {
      let after: string | null = null;
      for (;;) {
        const page: readonly BackfillItem[] = await ledger.read((tx) =>
          tx.backfills.toTell(backfill.id, after, PAGE_SIZE),
        );
        if (page.length === 0) break;
        if (pages === PAGES_PER_RUN) {
          waitTurn(context, work);
          return;
        }
        pages += 1;
        if (await tellHistory(context, work, { backfill, items: page })) isWaiting = true;
        await wakeReader(context, backfill);
        after = page.at(-1)?.reference ?? null;
        context.signal.throwIfAborted();
        await context.prolong();
      }
      if (await settleTold(context, backfill)) isWaiting = true;
      await wakeReader(context, backfill);
      await finish(context, backfill);
    }
    if (!isWaiting) return;
    const dueAt = context.clock.now() + LOOK_AGAIN_MS;
    context.wait(work, {
      dueAt,
      reason: 'profiles and events of the past are under way',
      waitsFor: 'profiles',
    });
  },
});

function waitTurn(context: JobContext, work: LeasedWork): void {
  context.wait(work, { dueAt: context.clock.now(), reason: 'other work goes first' });
}

async function wakeReader({ ledger }: JobContext, { id, store, state }: Backfill): Promise<void> {
  if (state !== 'reading') return;
  await ledger.write(async (tx) => {
    if ((await tx.backfills.countWaiting(id)) > WAITING_MAX / 2) return;
    await tx.work.wakeWaiting(jobNames.readHistory, store, ROOM);
  });
}

/** What was read to its end and is all through is done; only its counts stay. */
async function finish({ ledger, clock, ...context }: JobContext, { id }: Backfill): Promise<void> {
  const isDone = await ledger.write(async (tx) => {
    const backfill = await tx.backfills.get(id);
    if (backfill?.state !== 'sending' || (await tx.backfills.countWaiting(id)) > 0) return false;
    await tx.backfills.note(id, { state: 'done', finishedAt: clock.now() });
    return true;
  });
  if (!isDone) return;
  while ((await ledger.write((tx) => tx.backfills.clear(id, ROWS_PER_TRANSACTION))) === ROWS_PER_TRANSACTION)
    await context.prolong();
}
