import { cellFromSubject, cellSubject, type ChannelLevel } from '#domain/stock.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { ChannelReading } from '#sdk/ledger/stock.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { refuseNameless } from './refused-records.ts';
import { shownWork } from './shown-work.ts';

/** A leased cell with what its channel shows now. */
export interface CellRead {
  readonly work: LeasedWork;
  readonly reading: ChannelReading;
}

/**
 * Reads the cells that are shown in one call. An item that the channel does not stock at the location is made to be stocked there first.
 * The note carries the ledger's sequence from before the request: facts that come in meanwhile are younger than it (S6).
 */
export async function readCells(
  context: JobContext,
  leased: readonly LeasedWork[],
): Promise<readonly CellRead[]> {
  const target = context.account.stock?.target;
  if (target === undefined || leased.length === 0) return [];
  const { factSequence, work } = await context.ledger.read(async (tx) => ({
    factSequence: await tx.sequence.current(),
    work: await shownWork(context, tx, leased),
  }));
  if (work.length === 0) return [];
  const items = [...new Set(work.map((row) => cellFromSubject(row.subject).inventoryItemId))];
  const fetched = await target.read(items);
  refuseNameless(fetched.refused, 'channel levels');
  const levels = new Map(fetched.items.map((level) => [cellSubject(level), level]));
  const refused = new Map(fetched.refused.map((record) => [record.id, record.reason]));
  const reads: CellRead[] = [];
  for (const row of work) {
    const level = levels.get(row.subject);
    if (level?.active === true && level.available !== null) {
      const { available, committed } = level;
      const { sentAt, answeredAt, vendorAt } = fetched;
      reads.push({
        work: row,
        reading: { available, committed, sentAt, answeredAt, channelAt: vendorAt, factSequence },
      });
      continue;
    }
    await explainAbsence(context, row, {
      level,
      refusal: refused.get(cellFromSubject(row.subject).inventoryItemId),
    });
  }
  return reads;
}

interface Absence {
  readonly level: ChannelLevel | undefined;
  readonly refusal: string | undefined;
}

/** No number is never 0 (I10): the item is stocked there first, or a person looks. */
async function explainAbsence(
  context: JobContext,
  row: LeasedWork,
  { level, refusal }: Absence,
): Promise<void> {
  if (refusal !== undefined) {
    context.park(row, `the channel's answer cannot be used: ${refusal}`);
    return;
  }
  if (level !== undefined && level.active) {
    context.park(
      row,
      'the channel gives no number for this item; check that it tracks quantity there, then retry',
    );
    return;
  }
  try {
    await stockIt(context, row);
  } catch (error) {
    // One item that cannot be stocked there does not stop the others of its batch.
    context.fail(row, error);
    return;
  }
  context.wait(row, {
    dueAt: context.clock.now(),
    reason: 'the item was just stocked at the location; its number is read next',
  });
}

async function stockIt(context: JobContext, row: LeasedWork): Promise<void> {
  const cell = cellFromSubject(row.subject);
  await context.effects.perform<null>({
    leases: [row],
    purpose: 'activate',
    // Each generation that finds it unstocked asks again; activating twice is success.
    version: String(row.generation),
    operation: 'stock.activate',
    idempotency: context.account.stock?.target?.idempotency ?? { by: 'look-up', quarantineMs: 60_000 },
    members: [{ subject: row.subject, from: null, to: null }],
    body: cell,
    cause: row.cause,
    send: async (vendorKey) => {
      await context.account.stock?.target?.activate(cell, vendorKey);
      return null;
    },
  });
}
