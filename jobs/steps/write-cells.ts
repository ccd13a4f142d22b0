import type { StockTarget } from '#sdk/capabilities.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { RejectedError, StaleError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { CellWork } from './plan-cells.ts';
import { type CellWrite, keyOfBatch, sendBatch } from './send-writes.ts';

/** What was not written. */
export interface Unwritten {
  /** Their number had moved: they are planned anew (S9). */
  readonly stale: readonly CellWork[];
  /** Parked, failed, or held until an outcome is known; their rows are spoken for. */
  readonly settled: readonly CellWork[];
}

/**
 * Writes what was planned, in batches of the channel's size; what is lowered by a difference goes first, for it makes no batch stale.
 *
 * @param comparedMax at most so many cells are compared in one call.
 */
export async function writeCells(
  context: JobContext,
  cells: readonly CellWork[],
  comparedMax = Number.POSITIVE_INFINITY,
): Promise<Unwritten> {
  const target = context.account.stock?.target;
  if (target === undefined) return { stale: [], settled: [] };
  const writes = cells.flatMap((cell) =>
    cell.write === null ? [] : [{ ...cell.write, cell, planNumber: cell.cell.planNumber + 1 }],
  );
  const batches = [
    ...chunk(
      writes.filter(({ by }) => by === 'difference'),
      target.batchMax,
    ),
    ...chunk(
      writes.filter(({ by }) => by === 'comparison'),
      Math.min(target.batchMax, comparedMax),
    ),
  ];
  const parts: Unwritten[] = [];
  for (const batch of batches) parts.push(await writeBatch(context, target, batch));
  return join(parts);
}

function chunk<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function join(parts: readonly Unwritten[]): Unwritten {
  return { stale: parts.flatMap((part) => part.stale), settled: parts.flatMap((part) => part.settled) };
}

async function writeBatch(
  context: JobContext,
  target: StockTarget,
  batch: readonly CellWrite[],
): Promise<Unwritten> {
  const cells = batch.map((write) => write.cell);
  try {
    await sendBatch(context, target, batch);
    return { stale: [], settled: [] };
  } catch (error) {
    if (error instanceof StaleError) return { stale: cells, settled: [] };
    if (error instanceof RejectedError) return isolateGuilty(context, target, { batch, error });
    if (error instanceof UnknownOutcomeError) {
      holdUntilKnown(context, target, batch);
    } else {
      await supersede(context, batch);
      for (const { work } of cells) context.fail(work, error);
    }
    return { stale: [], settled: cells };
  }
}

/** One row spoils a batch: it is split until the guilty one is alone, parked with the vendor's words, and the rest lands in this run. */
async function isolateGuilty(
  context: JobContext,
  target: StockTarget,
  { batch, error }: { readonly batch: readonly CellWrite[]; readonly error: RejectedError },
): Promise<Unwritten> {
  const [only] = batch;
  if (only !== undefined && batch.length === 1) {
    context.park(only.cell.work, `the channel refused ${only.cell.cell.sku}: ${error.message}`);
    return { stale: [], settled: [only.cell] };
  }
  const renumbered = batch.map((write) => ({ ...write, planNumber: write.planNumber + 1 }));
  const middle = Math.ceil(renumbered.length / 2);
  const left = await writeBatch(context, target, renumbered.slice(0, middle));
  const right = await writeBatch(context, target, renumbered.slice(middle));
  return join([left, right]);
}

/** W4: raises wait, decreases may go in a new plan; the cell is read again when the quarantine ends. */
function holdUntilKnown(context: JobContext, target: StockTarget, batch: readonly CellWrite[]): void {
  const quarantineMs = target.idempotency.by === 'unique-reference' ? 0 : target.idempotency.quarantineMs;
  for (const { cell } of batch) {
    context.wait(cell.work, {
      dueAt: context.clock.now() + quarantineMs,
      reason: 'a write of ours has an unknown outcome',
      waitsFor: 'quarantine',
    });
  }
}

/** Surely not sent: the plan is given up, and the next run makes a new one. */
async function supersede(context: JobContext, batch: readonly CellWrite[]): Promise<void> {
  const { ledger, clock } = context;
  const key = keyOfBatch(context, batch);
  if (key === null) return;
  await ledger.write(async (tx) => {
    const effect = await tx.effects.get(key);
    if (effect?.state === 'intended') await tx.effects.move(key, 'superseded', { now: clock.now() });
  });
}
