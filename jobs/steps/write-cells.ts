import { effectKey } from '#domain/effect-key.ts';
import type { StockTarget } from '#sdk/capabilities.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { RejectedError, StaleError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { measurePropagation } from './measure-propagation.ts';
import type { CellWork } from './plan-cells.ts';
import { isStillWanted } from './still-wanted.ts';

/** Re-sends of one batch under its own key, to learn an unknown outcome early (W5). */
const RESENDS_MAX = 2;
/** Shifts of our own writes apply whatever the cell's anchor is. */
const NO_ORDER = Number.MAX_SAFE_INTEGER;

interface Write {
  readonly cell: CellWork;
  readonly from: number;
  readonly to: number;
  /** The number of this plan on this cell (W3). */
  readonly planNumber: number;
}

/** What was not written. */
export interface Unwritten {
  /** Their number had moved: they are planned anew (S9). */
  readonly stale: readonly CellWork[];
  /** Parked, failed, or held until an outcome is known; their rows are spoken for. */
  readonly settled: readonly CellWork[];
}

/** Writes what was planned, in batches of the channel's size. */
export async function writeCells(context: JobContext, cells: readonly CellWork[]): Promise<Unwritten> {
  const target = context.account.stock?.target;
  if (target === undefined) return { stale: [], settled: [] };
  const writes = cells.flatMap((cell) =>
    cell.write === null ? [] : [{ ...cell.write, cell, planNumber: cell.cell.planNumber + 1 }],
  );
  const parts: Unwritten[] = [];
  for (let start = 0; start < writes.length; start += target.batchMax) {
    parts.push(await writeBatch(context, target, writes.slice(start, start + target.batchMax)));
  }
  return join(parts);
}

function join(parts: readonly Unwritten[]): Unwritten {
  return { stale: parts.flatMap((part) => part.stale), settled: parts.flatMap((part) => part.settled) };
}

async function writeBatch(
  context: JobContext,
  target: StockTarget,
  batch: readonly Write[],
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
  { batch, error }: { readonly batch: readonly Write[]; readonly error: RejectedError },
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

async function sendBatch(context: JobContext, target: StockTarget, batch: readonly Write[]): Promise<void> {
  const startedAt = context.clock.now();
  for (let resend = 0; ; resend += 1) {
    try {
      await performBatch(context, target, batch);
      return;
    } catch (error) {
      if (!(error instanceof UnknownOutcomeError) || resend >= RESENDS_MAX) throw error;
      if (!(await maySendAgain(context, target, { batch, startedAt }))) throw error;
    }
  }
}

/** W5: while the vendor keeps the key, and while the value is still wanted; else the write is left to its quarantine (W4). */
async function maySendAgain(
  context: JobContext,
  { idempotency }: StockTarget,
  { batch, startedAt }: { readonly batch: readonly Write[]; readonly startedAt: number },
): Promise<boolean> {
  const key = keyOf(context, batch);
  if (idempotency.by !== 'key' || key === null) return false;
  if (context.clock.now() - startedAt >= idempotency.keyTtlMs) return false;
  return isStillWanted(context, batch, key);
}

function keyOf({ connection }: JobContext, [first]: readonly Write[]): string | null {
  if (first === undefined) return null;
  const { job, subject } = first.cell.work;
  return effectKey({ job, connection, subject, purpose: 'set', version: String(first.planNumber) });
}

async function performBatch(
  context: JobContext,
  target: StockTarget,
  batch: readonly Write[],
): Promise<void> {
  const { connection } = context;
  const changes = batch.map(({ cell, from, to }) => ({ ...addressOf(cell), from, to }));
  await context.effects.perform<null>({
    leases: batch.map(({ cell }) => cell.work),
    purpose: 'set',
    version: String(batch[0]?.planNumber ?? 0),
    operation: 'stock.set',
    idempotency: target.idempotency,
    members: batch.map(({ cell, from, to }) => ({ subject: cell.work.subject, from, to })),
    body: changes,
    cause: batch[0]?.cell.work.cause ?? '',
    send: async (vendorKey) => {
      await target.set(changes, vendorKey, `gid://syncline/Plan/${vendorKey}`);
      return null;
    },
    beforeSend: async (tx) => {
      const factSequence = await tx.sequence.next();
      for (const { cell, planNumber } of batch)
        await tx.stock.updateCell(connection, cell.cell, { planNumber, factSequence });
    },
    onConfirmed: async (tx, _result, key) => noteConfirmed(context, tx, { batch, key }),
  });
}

/** E moves with our confirmed writes (S4), and the diary says why the number changed. */
async function noteConfirmed(
  { connection, clock }: JobContext,
  tx: LedgerTransaction,
  { batch, key }: { readonly batch: readonly Write[]; readonly key: string },
): Promise<void> {
  const sequence = await tx.sequence.next();
  const at = clock.now();
  await tx.stock.shiftExpected(
    connection,
    batch.map(({ cell, from, to }) => ({
      cell: addressOf(cell),
      delta: to - from,
      orderCreatedAt: NO_ORDER,
    })),
    sequence,
  );
  for (const { cell } of batch) await tx.stock.updateCell(connection, cell.cell, { lastWriteAt: at });
  const lowered = batch.filter(({ from, to }) => to < from);
  await measurePropagation(
    { connection, clock },
    tx,
    lowered.map(({ cell }) => cell.work),
  );
  await tx.stock.append(
    batch.map(({ cell: { cell }, from, to }) => ({
      at,
      sequence,
      sku: cell.sku,
      location: cell.location,
      connection,
      kind: 'write',
      delta: to - from,
      quantity: to,
      cause: key,
    })),
  );
}

/** W4: raises wait, decreases may go in a new plan; the cell is read again when the quarantine ends. */
function holdUntilKnown(context: JobContext, target: StockTarget, batch: readonly Write[]): void {
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
async function supersede(context: JobContext, batch: readonly Write[]): Promise<void> {
  const { ledger, clock } = context;
  const key = keyOf(context, batch);
  if (key === null) return;
  await ledger.write(async (tx) => {
    const effect = await tx.effects.get(key);
    if (effect?.state === 'intended') await tx.effects.move(key, 'superseded', { now: clock.now() });
  });
}

function addressOf({ cell }: CellWork): { readonly inventoryItemId: string; readonly locationId: string } {
  return { inventoryItemId: cell.inventoryItemId, locationId: cell.locationId };
}
