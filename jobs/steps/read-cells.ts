import { effectKey } from '#domain/effect-key.ts';
import { cellFromSubject, cellSubject, type ChannelLevel } from '#domain/stock.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { ChannelReading } from '#sdk/ledger/stock.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { refuseNameless } from './refused-records.ts';
import { shownWork } from './shown-work.ts';

/** A channel may say yes a moment before it shows it. */
const UNSHOWN_LOOK_MS = 1_000;
const UNSHOWN_MS_MAX = 3_600_000;

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
  const stockedAt = await findStockedAt(context, row);
  if (stockedAt !== null) {
    waitUntilShown(context, row, stockedAt);
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

/** The channel has said that it stocks the item there, and does not show it: it is looked at again, ever less often, and then by a person. */
function waitUntilShown(context: JobContext, row: LeasedWork, stockedAt: number): void {
  const now = context.clock.now();
  const sinceMs = Math.max(0, now - stockedAt);
  if (sinceMs > UNSHOWN_MS_MAX) {
    const reason = 'the channel accepted that the item is stocked at the location, and still gives no number';
    context.park(row, `${reason}; look at the item there, then retry`);
    return;
  }
  context.wait(row, {
    dueAt: now + Math.max(UNSHOWN_LOOK_MS, sinceMs),
    reason: 'the item was stocked at the location; the channel does not show it yet',
  });
}

/** Each generation that finds it unstocked asks again, and so does a person who retries; activating twice is success. */
function activationOf({ generation, dirtySince }: LeasedWork): {
  readonly purpose: string;
  readonly version: string;
} {
  return { purpose: 'activate', version: `${generation}.${dirtySince}` };
}

/** When the channel said yes to this generation; null when it has not. */
async function findStockedAt({ connection, ledger }: JobContext, row: LeasedWork): Promise<number | null> {
  const { job, subject } = row;
  const key = effectKey({ job, connection, subject, ...activationOf(row) });
  const asked = await ledger.read((tx) => tx.effects.get(key));
  return asked?.state === 'confirmed' ? asked.settledAt : null;
}

async function stockIt(context: JobContext, row: LeasedWork): Promise<void> {
  const cell = cellFromSubject(row.subject);
  await context.effects.perform<null>({
    leases: [row],
    ...activationOf(row),
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
