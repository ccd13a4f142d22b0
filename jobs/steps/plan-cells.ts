import { cellFromSubject, cellSubject } from '#domain/stock.ts';
import { plainSkusOf } from '#domain/bundle.ts';
import { policyOf } from '#reconcile/cell-policy.ts';
import { factSchemeOf } from '#reconcile/fact-scheme.ts';
import { type CellPlan, type CellWait, planCell, type PlannedWrite } from '#reconcile/plan-cell.ts';
import { findCatalogProblems } from './catalog-problems.ts';
import { readHorizon } from './read-horizon.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { Cell, ChannelReading } from '#sdk/ledger/stock.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { pullResource, refreshStock } from './marks.ts';
import type { CellRead } from './read-cells.ts';

/** Nothing but time, or a fact, ends a wait for the channel's order index; every complete poll ends one for the horizon. */
type PlannedWait = CellWait | 'order-index';

/** How long a waiting cell sleeps when nothing wakes it earlier. */
const WAIT_MS: Readonly<Record<CellWait, number>> = {
  reading: 60_000,
  'second-reading': 2_000,
  horizon: 15_000,
  quarantine: 10_000,
};

const PULL_DELAY_MS = 500;

const waitReasons: Readonly<Record<PlannedWait, string>> = {
  reading: 'the authority has not counted this item yet',
  'second-reading': 'a raise waits for a second reading of the authority',
  'order-index': 'units are missing, and an order of that moment may not be visible to a poll yet',
  horizon: 'units are missing that no complete order poll has explained yet',
  quarantine: 'a write of ours has an unknown outcome',
};

/** A cell that was decided about in this round. */
export interface CellWork {
  readonly work: LeasedWork;
  readonly cell: Cell;
  /** What the channel showed. */
  readonly reading: ChannelReading;
  readonly plan: CellPlan;
  readonly write: PlannedWrite | null;
  readonly waitsFor: PlannedWait | null;
  readonly waitMs: number;
  readonly waitReason: string;
}

/**
 * Decides about all cells of a round from one snapshot, and records what the readings told (S4: E, target and missing together).
 *
 * @param areMoving their numbers move faster than they can be compared.
 */
export async function planCells(
  context: JobContext,
  reads: readonly CellRead[],
  areMoving: boolean,
): Promise<readonly CellWork[]> {
  if (reads.length === 0) return [];
  const { ledger, connection } = context;
  return ledger.write(async (tx) => {
    const facts = await tx.stock.facts(
      connection,
      reads.map((read) => cellFromSubject(read.work.subject)),
      factSchemeOf(context.settings),
    );
    const bySubject = new Map(facts.map((entry) => [cellSubject(entry.cell), entry]));
    const problems = await findCatalogProblems(context, tx, facts);
    const now = context.clock.now();
    const horizonAt = await readHorizon(tx, connection, now);
    const target = context.account.stock?.target;
    const lowersByDifference = areMoving && target?.lower !== undefined;
    const planned: CellWork[] = [];
    for (const { work, reading } of reads) {
      const entry = bySubject.get(work.subject);
      if (entry === undefined) continue;
      const problem = problems.get(work.subject);
      if (problem !== undefined) {
        context.park(work, problem);
        continue;
      }
      const policy = policyOf(context.settings, entry, { horizonAt, target, now });
      const plan = planCell(entry, reading, { ...policy, lowersByDifference });
      await notePlan(context, tx, entry.cell, plan);
      planned.push({
        work,
        cell: entry.cell,
        reading,
        plan,
        write: plan.write,
        ...waitOf(context, plan),
      });
    }
    await hurryWhatIsWaitedFor(context, tx, planned);
    return planned;
  });
}

/** A poll that begins before the channel's index shows all orders of the reading's moment cannot explain what is missing (S6). */
function waitOf(
  { account, clock }: JobContext,
  { waitsFor, note }: CellPlan,
): Pick<CellWork, 'waitsFor' | 'waitMs' | 'waitReason'> {
  if (waitsFor === null) return { waitsFor, waitMs: 0, waitReason: '' };
  const visibleInMs = note.answeredAt + (account.orders?.source?.indexLagMs ?? 0) - clock.now();
  if (waitsFor === 'horizon' && visibleInMs > 0)
    return { waitsFor: 'order-index', waitMs: visibleInMs, waitReason: waitReasons['order-index'] };
  return { waitsFor, waitMs: WAIT_MS[waitsFor], waitReason: waitReasons[waitsFor] };
}

/** Writes down what the reading changed in what is expected, and tells of drift. */
async function notePlan(
  { connection, clock }: JobContext,
  tx: LedgerTransaction,
  cell: Cell,
  plan: CellPlan,
): Promise<void> {
  const { expected, anchorAt, drift } = plan.expectation;
  await tx.stock.updateCell(connection, cell, { expected, anchorAt, reading: plan.note });
  if (drift === 0) return;
  const now = clock.now();
  await tx.discrepancies.open(
    {
      type: 'stock-drift',
      connection,
      subject: cellSubject(cell),
      detail: `${cell.sku} at ${cell.location}: ${drift} units fewer than the facts explain; a complete order poll found no order for them`,
      amount: drift,
      currency: null,
      suggestion: 'Look for a manual change in the channel. The number has been repaired.',
    },
    now,
  );
  await tx.discrepancies.close('stock-drift', connection, cellSubject(cell), 'repaired', now);
  await tx.stock.append([
    {
      at: now,
      sequence: await tx.sequence.current(),
      sku: cell.sku,
      location: cell.location,
      connection,
      kind: 'drift',
      delta: -drift,
      quantity: expected,
      cause: 'complete order poll',
    },
  ]);
}

function authoritiesOf({ locations }: JobContext['settings']): readonly string[] {
  return [...new Set(locations.map(({ authority }) => authority.connection))];
}

/** W2: a run that waits names what wakes it, and hurries it. */
async function hurryWhatIsWaitedFor(
  { connection, settings, clock }: JobContext,
  tx: LedgerTransaction,
  planned: readonly CellWork[],
): Promise<void> {
  const waiting = (kind: PlannedWait): readonly CellWork[] =>
    planned.filter((cell) => cell.waitsFor === kind);
  // One pull soon, which mostly finds the sale, and one when it must have been visible.
  if (waiting('order-index').length + waiting('horizon').length > 0) {
    await tx.work.mark([
      {
        ...pullResource('orders', { connection, cause: 'units are missing in a channel', priority: 'order' }),
        // Mostly the webhook of the sale is on its way; one pull then serves many cells.
        dueAt: clock.now() + PULL_DELAY_MS,
      },
    ]);
  }
  const unread = [...waiting('second-reading'), ...waiting('reading')];
  if (unread.length === 0) return;
  const skus = plainSkusOf(
    unread.map(({ cell }) => cell.sku),
    settings.stock.bundles,
  );
  for (const authority of authoritiesOf(settings)) {
    const listings = await tx.catalog.bySku(authority, [...skus]);
    await tx.work.mark(
      listings.map((listing) =>
        refreshStock(listing.id, { connection: authority, cause: 'a cell waits for a reading' }),
      ),
    );
  }
}
