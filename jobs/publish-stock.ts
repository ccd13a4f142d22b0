import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { jobNames } from './job-names.ts';
import { applyBrake } from './steps/apply-brake.ts';
import { expireOldWrites } from './steps/expire-writes.ts';
import { type CellWork, planCells } from './steps/plan-cells.ts';
import { type CellRead, readCells } from './steps/read-cells.ts';
import { wakeSignals } from './steps/wake-signals.ts';
import { writeCells } from './steps/write-cells.ts';

/** A stale answer means a sale came between our read and our write; more rounds than this, and the item is too hot for now. */
const ROUNDS_MAX = 8;
/** Long enough to leave the channel's limit to others, short because what sells this fast is soon sold twice. */
const TOO_HOT_DELAY_MS = 250;
const BATCH_MAX = 100;
/** A cell that we wrote so lately is selling somewhere right now. */
const HOT_MS = 2_000;
/** So many others are done in a run that had such cells: the next sale of those waits for its end. */
const BESIDE_HOT_MAX = 20;

/**
 * Makes a channel show what may still be sold. Each round reads what the channel shows, decides from one snapshot of the
 * ledger, and writes with compare-and-set; cells whose number moved meanwhile go into the next round, where they are lowered by a
 * difference if the channel takes one (S10).
 */
export const publishStock = defineJob({
  name: jobNames.publishStock,
  title: 'Shows a channel what may still be sold',
  priority: 'stock-decrease',
  batchMax: BATCH_MAX,
  appliesTo: ({ account }) => account.stock?.target !== undefined,
  async run(context, work) {
    const open = await expireOldWrites(context, work);
    const { hot, calm } = await partByHeat(context, open);
    await publish(context, hot, 'moving');
    const beside = hot.length === 0 ? calm.length : BESIDE_HOT_MAX;
    await publish(context, calm.slice(0, beside), 'still');
    for (const row of calm.slice(beside))
      context.wait(row, { dueAt: context.clock.now(), reason: 'others sell right now and go first' });
  },
});

/**
 * What sells right now goes first and by itself: it takes a moment from its reading to its write, not that of a hundred
 * others, and would make a batch that is compared stale again and again.
 */
async function partByHeat(
  { ledger, connection, clock }: JobContext,
  work: readonly LeasedWork[],
): Promise<{ readonly hot: readonly LeasedWork[]; readonly calm: readonly LeasedWork[] }> {
  const subjects = work.map((row) => row.subject);
  const since = clock.now() - HOT_MS;
  const written = new Set(await ledger.read((tx) => tx.stock.writtenSince(connection, subjects, since)));
  return {
    hot: work.filter((row) => written.has(row.subject)),
    calm: work.filter((row) => !written.has(row.subject)),
  };
}

/** Whether a number was seen to move between a reading and the next, or just now. */
type Motion = 'moving' | 'still';

async function publish(context: JobContext, work: readonly LeasedWork[], motion: Motion): Promise<void> {
  let round: Round = { open: work, shown: new Map() };
  for (let count = 0; count < ROUNDS_MAX && round.open.length > 0; count += 1) {
    round = await publishRound(context, round, motion);
  }
  for (const row of round.open) {
    context.wait(row, {
      dueAt: context.clock.now() + TOO_HOT_DELAY_MS,
      reason: 'the number kept moving under our writes',
    });
  }
}

interface Round {
  readonly open: readonly LeasedWork[];
  /** What the channel showed in the round before, by subject. */
  readonly shown: ReadonlyMap<string, number>;
}

/**
 * One read, then a decision and a write for what moves, and another for all that stood still since the round before. Returns the
 * rows whose cells moved under the write.
 */
async function publishRound(context: JobContext, { open, shown }: Round, motion: Motion): Promise<Round> {
  const reads = await readCells(context, open);
  const moves = ({ work, reading }: CellRead): boolean =>
    motion === 'moving' || (shown.get(work.subject) ?? reading.available) !== reading.available;
  const moving = reads.filter(moves);
  const still = reads.filter((read) => !moving.includes(read));
  const stale = [
    ...(await decideAndWrite(context, moving, 'moving')),
    ...(await decideAndWrite(context, still, 'still')),
  ];
  return {
    open: stale.map(({ work }) => work),
    shown: new Map(stale.map(({ work, reading }) => [work.subject, reading.available])),
  };
}

/**
 * What moves is compared one by one: a channel does not say which cell made a batch stale.
 *
 * @returns the cells that moved under the write.
 */
async function decideAndWrite(
  context: JobContext,
  reads: readonly CellRead[],
  motion: Motion,
): Promise<readonly CellWork[]> {
  if (reads.length === 0) return [];
  const planned = await planCells(context, reads, motion === 'moving');
  const { released, held } = await applyBrake(context, planned);
  const { stale, settled } = await writeCells(context, released, motion === 'moving' ? 1 : undefined);
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
  return stale;
}
