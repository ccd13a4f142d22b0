import { readHorizon } from './read-horizon.ts';
import { cellSubject } from '#domain/stock.ts';
import { planCell } from '#reconcile/plan-cell.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { type CellWork, policyOf } from './plan-cells.ts';

interface SentWrite {
  readonly cell: CellWork;
  readonly from: number;
  readonly to: number;
}

/**
 * W5: whether every write of a sent batch is still one that its cell may show, by the facts of now and the number that the
 * channel showed before the send. The batch itself is left out: whether it has happened is what a re-send is to tell.
 */
export async function isStillWanted(
  context: JobContext,
  batch: readonly SentWrite[],
  effectKey: string,
): Promise<boolean> {
  const { ledger, connection } = context;
  const { facts, horizonAt } = await ledger.read(async (tx) => ({
    facts: await tx.stock.facts(
      connection,
      batch.map(({ cell }) => cell.cell),
    ),
    horizonAt: await readHorizon(tx, connection, context.clock.now()),
  }));
  const bySubject = new Map(facts.map((entry) => [cellSubject(entry.cell), entry]));
  return batch.every(({ cell, from, to }) => {
    const entry = bySubject.get(cellSubject(cell.cell));
    if (entry === undefined) return false;
    const openWrites = entry.openWrites.filter((write) => write.effectKey !== effectKey);
    const plan = planCell({ ...entry, openWrites }, cell.reading, policyOf(context, entry.cell, horizonAt));
    if (plan.availability === null) return false;
    const before = to > from ? plan.availabilityBefore : null;
    const available = Math.min(plan.availability.available, before?.available ?? Number.POSITIVE_INFINITY);
    return to <= Math.max(0, available - (plan.expectation.missing ?? 0));
  });
}
