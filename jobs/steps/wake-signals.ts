import { priorities } from '#domain/priority.ts';
import { isWorthTelling } from '#domain/stock-signal.ts';
import { jobNames } from '#jobs/job-names.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { Mark } from '#sdk/ledger/work.ts';
import type { CellWork } from './plan-cells.ts';
import { sellableUnits } from './sellable-units.ts';

/** After a store's numbers moved: what the tools that it feeds are to hear of it. Costs nothing where none hears of stock. */
export async function wakeSignals(context: JobContext, cells: readonly CellWork[]): Promise<void> {
  const { ledger, connection, settings } = context;
  const tools = Object.entries(settings.marketing).filter(
    ([, { stores, stockSignals }]) => stockSignals != null && stores.includes(connection),
  );
  const skus = [...new Set(cells.map(({ cell }) => cell.sku))];
  if (tools.length === 0 || skus.length === 0) return;
  const marks = await ledger.read(async (tx) => {
    const found: Mark[] = [];
    for (const [tool] of tools) found.push(...(await marksOf(context, tx, { tool, skus })));
    return found;
  });
  if (marks.length > 0) await ledger.write((tx) => tx.work.mark(marks));
}

async function marksOf(
  { connection, settings, clock }: JobContext,
  tx: LedgerTransaction,
  { tool, skus }: { readonly tool: string; readonly skus: readonly string[] },
): Promise<readonly Mark[]> {
  const { stores = [], stockSignals } = settings.marketing[tool] ?? {};
  if (stockSignals == null) return [];
  const known = await tx.stockSignals.get(tool, skus);
  const marks: Mark[] = [];
  for (const sku of skus) {
    const units = await sellableUnits(tx, settings, { sku, stores });
    if (units === null || !isWorthTelling(known.get(sku)?.told ?? null, units, stockSignals.lowStock))
      continue;
    marks.push({
      job: jobNames.sendStockSignals,
      subject: sku,
      connection: tool,
      cause: `stock of ${connection}`,
      priority: priorities.backfill,
      dueAt: clock.now() + stockSignals.gatherMs,
    });
  }
  return marks;
}
