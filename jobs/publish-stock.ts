import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { jobNames } from './job-names.ts';
import { applyBrake } from './steps/apply-brake.ts';
import { expireOldWrites } from './steps/expire-writes.ts';
import { type CellWork, planCells } from './steps/plan-cells.ts';
import { readCells } from './steps/read-cells.ts';
import { wakeSignals } from './steps/wake-signals.ts';
import { writeCells } from './steps/write-cells.ts';

/** A stale answer means a sale came between our read and our write; more rounds than this, and the item is too hot for now. */
const ROUNDS_MAX = 5;
const TOO_HOT_DELAY_MS = 1_000;
const BATCH_MAX = 100;

/**
 * Makes a channel show what may still be sold. Each round reads what the channel shows, decides from one snapshot of the
 * ledger, and writes with compare-and-set; cells whose number moved meanwhile go into the next round.
 */
export const publishStock = defineJob({
  name: jobNames.publishStock,
  title: 'Shows a channel what may still be sold',
  priority: 'stock-increase',
  batchMax: BATCH_MAX,
  appliesTo: ({ account }) => account.stock?.target !== undefined,
  async run(context, work) {
    await expireOldWrites(context, work);
    let open: readonly LeasedWork[] = work;
    for (let round = 0; round < ROUNDS_MAX && open.length > 0; round += 1) {
      open = await publishRound(context, open);
    }
    for (const row of open) {
      context.wait(row, {
        dueAt: context.clock.now() + TOO_HOT_DELAY_MS,
        reason: 'the number kept moving under our writes',
      });
    }
  },
});

/** One read, one decision, one write per cell; returns the rows whose cells moved under the write. */
async function publishRound(
  context: JobContext,
  work: readonly LeasedWork[],
): Promise<readonly LeasedWork[]> {
  const read = await readCells(context, work);
  const planned = await planCells(context, read);
  const { released, held } = await applyBrake(context, planned);
  const { stale, settled } = await writeCells(context, released);
  await wakeSignals(context, planned);
  const spokenFor = new Set<CellWork>([...stale, ...settled, ...held]);
  for (const cell of planned) {
    if (spokenFor.has(cell) || cell.waitsFor === null) continue;
    context.wait(cell.work, {
      dueAt: context.clock.now() + cell.waitMs,
      reason: cell.waitReason,
      waitsFor: cell.waitsFor,
    });
  }
  return stale.map((cell) => cell.work);
}
