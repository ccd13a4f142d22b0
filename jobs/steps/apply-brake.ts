import { cellFromSubject, cellSubject } from '#domain/stock.ts';
import { drasticMax, hashOfChanges, isDrastic } from '#reconcile/brake.ts';
import { targetsOf } from './cell-targets.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { BrakedChange } from '#sdk/ledger/brakes.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { jobNames } from '#jobs/job-names.ts';
import type { CellWork } from './plan-cells.ts';

/** How many dirty cells are weighed when the brake looks beyond its batch. */
const PAGE_SIZE = 500;
/** A pass of an authority that is still under way holds drastic changes back this long at most. */
const OPEN_PASS_MAX_MS = 60_000;
const OPEN_PASS_DELAY_MS = 500;
/** What is held is looked at again by itself this often; an approval wakes it at once. */
export const APPROVAL_DELAY_MS = 60_000;

export interface BrakeVerdict {
  readonly released: readonly CellWork[];
  readonly held: readonly CellWork[];
}

/**
 * I11: before the first write of a batch, counts the drastic changes of the *whole* publication: this batch, everything
 * else that is dirty on the channel, and what was published within the window, so that splitting does not dodge it. Too
 * many stop before they are written; small changes go on.
 */
export async function applyBrake(context: JobContext, planned: readonly CellWork[]): Promise<BrakeVerdict> {
  const setting = context.settings.brake;
  const drastic = planned.filter(({ write }) => write !== null && isDrastic(write.from, write.to, setting));
  if (drastic.length === 0) return { released: planned, held: [] };
  const held = await context.ledger.write(async (tx) => {
    const approved = await tx.brakes.approvedTargets(context.connection);
    const spent = drastic.filter(({ work, write }) => approved.get(work.subject) === write?.to);
    if (spent.length > 0)
      await tx.brakes.spend(
        context.connection,
        spent.map(({ work }) => work.subject),
      );
    const weighed = drastic.filter((cell) => !spent.includes(cell));
    if (weighed.length === 0) return [];
    if (await isPassOpen(context, tx)) {
      waitFor(context, weighed, {
        delayMs: OPEN_PASS_DELAY_MS,
        reason: 'the authority is still being read',
        waitsFor: 'reading',
      });
      return weighed;
    }
    return weigh(context, tx, weighed);
  });
  return { released: planned.filter((cell) => !held.includes(cell)), held };
}

async function weigh(
  context: JobContext,
  tx: LedgerTransaction,
  weighed: readonly CellWork[],
): Promise<readonly CellWork[]> {
  const { connection, clock, settings } = context;
  const now = clock.now();
  const cellCount = await tx.stock.countCells(connection);
  const limit = drasticMax(cellCount, settings.brake);
  const recent = await tx.brakes.countDrastic(connection, now - settings.brake.windowMs);
  const mine: BrakedChange[] = weighed.map(({ work, cell, write }) => ({
    subject: work.subject,
    sku: cell.sku,
    from: write?.from ?? 0,
    to: write?.to ?? 0,
  }));
  const others =
    recent + mine.length > limit
      ? []
      : await otherDrastic(context, tx, new Set(mine.map((change) => change.subject)));
  if (recent + mine.length + others.length <= limit) {
    await tx.brakes.noteDrastic(
      connection,
      mine.map((change) => change.subject),
      now,
    );
    return [];
  }
  const rest =
    others.length > 0
      ? others
      : await otherDrastic(context, tx, new Set(mine.map((change) => change.subject)));
  const changes = [...mine, ...rest];
  const hash = hashOfChanges(connection, changes);
  const reason = `${changes.length} drastic changes of ${cellCount} cells, and ${recent} within the last ${Math.round(settings.brake.windowMs / 60_000)} minutes; ${limit} are allowed`;
  const before = await tx.brakes.held(connection);
  if (before?.hash !== hash)
    await tx.brakes.hold({ hash, connection, trippedAt: now, changes, cellCount, reason });
  if (before === null)
    context.log.error('brake tripped', { connection, hash, changes: changes.length, cells: cellCount });
  waitFor(context, weighed, {
    delayMs: APPROVAL_DELAY_MS,
    reason: `held by the brake: syncline brake approve ${hash}`,
    waitsFor: 'approval',
  });
  return weighed;
}

/** Drastic changes that other dirty cells of the channel would make, by what the ledger knows now. */
async function otherDrastic(
  context: JobContext,
  tx: LedgerTransaction,
  mine: ReadonlySet<string>,
): Promise<readonly BrakedChange[]> {
  const { connection, settings } = context;
  const changes: BrakedChange[] = [];
  let after: string | null = null;
  while (true) {
    const subjects: readonly string[] = await tx.work.dirtySubjects(
      jobNames.publishStock,
      connection,
      after,
      PAGE_SIZE,
    );
    const others = subjects.filter((subject) => !mine.has(subject)).map(cellFromSubject);
    for (const { cell, target: to } of await targetsOf(context, tx, others)) {
      const shown = cell.expected ?? cell.reading?.available ?? null;
      if (shown === null || to === null) continue;
      if (isDrastic(shown, to, settings.brake))
        changes.push({ subject: cellSubject(cell), sku: cell.sku, from: shown, to });
    }
    after = subjects.at(-1) ?? null;
    if (subjects.length < PAGE_SIZE) return changes;
  }
}

async function isPassOpen({ settings, clock }: JobContext, tx: LedgerTransaction): Promise<boolean> {
  for (const authority of new Set(settings.locations.map((location) => location.authority.connection))) {
    const { passStartedAt } = await tx.cursors.get(authority, 'stock');
    if (passStartedAt !== null && clock.now() - passStartedAt < OPEN_PASS_MAX_MS) return true;
  }
  return false;
}

function waitFor(
  context: JobContext,
  cells: readonly CellWork[],
  {
    delayMs,
    reason,
    waitsFor,
  }: { readonly delayMs: number; readonly reason: string; readonly waitsFor: string },
): void {
  for (const { work } of cells)
    context.wait(work, { dueAt: context.clock.now() + delayMs, reason, waitsFor });
}
