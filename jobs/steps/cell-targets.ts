import { type CellAddress, cellSubject } from '#domain/stock.ts';
import { policyOf } from '#reconcile/cell-policy.ts';
import { factSchemeOf } from '#reconcile/fact-scheme.ts';
import { targetOf } from '#reconcile/plan-cell.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { Cell } from '#sdk/ledger/stock.ts';

export interface CellTarget {
  readonly cell: Cell;
  /** What the channel should show by what the ledger knows now; null: no number, or none that is known. */
  readonly target: number | null;
}

/** For comparing and weighing: the same numbers that a plan would come to, without asking the channel. */
export async function targetsOf(
  { connection, settings, clock, account }: JobContext,
  tx: LedgerTransaction,
  cells: readonly CellAddress[],
): Promise<readonly CellTarget[]> {
  if (cells.length === 0) return [];
  const scheme = factSchemeOf(settings);
  const places = await tx.stock.places(connection, cells, scheme);
  const facts = await tx.stock.facts(connection, cells, scheme);
  const target = account.stock?.target;
  return facts.map((entry) => {
    const place = places.get(cellSubject(entry.cell));
    const situation = { now: clock.now(), horizonAt: null, target, place };
    return { cell: entry.cell, target: targetOf(entry, policyOf(settings, entry, situation)) };
  });
}
