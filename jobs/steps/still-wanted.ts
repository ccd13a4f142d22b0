import { readHorizon } from './read-horizon.ts';
import { cellSubject } from '#domain/stock.ts';
import { policyOf } from '#reconcile/cell-policy.ts';
import { factSchemeOf } from '#reconcile/fact-scheme.ts';
import { lessMissing, planCell, targetFrom } from '#reconcile/plan-cell.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { CellWork } from './plan-cells.ts';

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
  const { ledger, connection, settings } = context;
  const now = context.clock.now();
  const target = context.account.stock?.target;
  const { facts, horizonAt } = await ledger.read(async (tx) => ({
    facts: await tx.stock.facts(
      connection,
      batch.map(({ cell }) => cell.cell),
      factSchemeOf(settings),
    ),
    horizonAt: await readHorizon(tx, connection, now),
  }));
  const bySubject = new Map(facts.map((entry) => [cellSubject(entry.cell), entry]));
  return batch.every(({ cell, from, to }) => {
    const entry = bySubject.get(cellSubject(cell.cell));
    if (entry === undefined) return false;
    const openWrites = entry.openWrites.filter((write) => write.effectKey !== effectKey);
    const policy = policyOf(settings, entry, { horizonAt, target, now });
    const {
      target: wanted,
      availabilityBefore,
      expectation,
    } = planCell({ ...entry, openWrites }, cell.reading, policy);
    if (wanted === null) return false;
    const before = to > from && availabilityBefore !== null ? targetFrom(availabilityBefore, policy) : wanted;
    return to <= lessMissing(Math.min(wanted, before), expectation.missing ?? 0);
  });
}
