import { effectKey } from '#domain/effect-key.ts';
import type { PlannedWrite } from '#reconcile/plan-cell.ts';
import type { StockTarget } from '#sdk/capabilities.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { UnknownOutcomeError } from '#sdk/errors.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { measurePropagation } from './measure-propagation.ts';
import type { CellWork } from './plan-cells.ts';
import { isStillWanted } from './still-wanted.ts';

/** Re-sends of one batch under its own key, to learn an unknown outcome early (W5). */
const RESENDS_MAX = 2;
/** Shifts of our own writes apply whatever the cell's anchor is. */
const NO_ORDER = Number.MAX_SAFE_INTEGER;

export interface CellWrite extends PlannedWrite {
  readonly cell: CellWork;
  /** The number of this plan on this cell (W3). */
  readonly planNumber: number;
}

/**
 * Sends one batch, all of it by comparison or all of it by difference, and settles it in the ledger.
 *
 * @throws {UnknownOutcomeError} it may have happened, and sending it again told nothing.
 */
export async function sendBatch(
  context: JobContext,
  target: StockTarget,
  batch: readonly CellWrite[],
): Promise<void> {
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
  { batch, startedAt }: { readonly batch: readonly CellWrite[]; readonly startedAt: number },
): Promise<boolean> {
  const key = keyOfBatch(context, batch);
  if (idempotency.by !== 'key' || key === null) return false;
  if (context.clock.now() - startedAt >= idempotency.keyTtlMs) return false;
  return isStillWanted(context, batch, key);
}

/** The key of the effect that a batch is; null: of none. */
export function keyOfBatch({ connection }: JobContext, [first]: readonly CellWrite[]): string | null {
  if (first === undefined) return null;
  const { job, subject } = first.cell.work;
  return effectKey({ job, connection, subject, purpose: 'set', version: String(first.planNumber) });
}

async function performBatch(
  context: JobContext,
  target: StockTarget,
  batch: readonly CellWrite[],
): Promise<void> {
  const { connection } = context;
  const call = callOf(target, batch);
  await context.effects.perform<null>({
    leases: batch.map(({ cell }) => cell.work),
    purpose: 'set',
    version: String(batch[0]?.planNumber ?? 0),
    operation: call.operation,
    idempotency: target.idempotency,
    members: batch.map(({ cell, from, to }) => ({ subject: cell.work.subject, from, to })),
    body: call.body,
    cause: batch[0]?.cell.work.cause ?? '',
    send: async (vendorKey) => {
      await call.send(vendorKey, `gid://syncline/Plan/${vendorKey}`);
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

interface Call {
  readonly operation: string;
  readonly body: unknown;
  readonly send: (key: string, reference: string) => Promise<void>;
}

function callOf(target: StockTarget, batch: readonly CellWrite[]): Call {
  if (batch[0]?.by === 'difference' && target.lower !== undefined) {
    const { lower } = target;
    const body = batch.map(({ cell, from, to }) => ({ ...addressOf(cell), units: from - to }));
    return { operation: 'stock.lower', body, send: (key, reference) => lower(body, key, reference) };
  }
  const body = batch.map(({ cell, from, to }) => ({ ...addressOf(cell), from, to }));
  return { operation: 'stock.set', body, send: (key, reference) => target.set(body, key, reference) };
}

/** E moves with our confirmed writes (S4), and the diary says why the number changed. */
async function noteConfirmed(
  { connection, clock }: JobContext,
  tx: LedgerTransaction,
  { batch, key }: { readonly batch: readonly CellWrite[]; readonly key: string },
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
    batch.map(({ cell: { cell }, from, to, by }) => ({
      at,
      sequence,
      sku: cell.sku,
      location: cell.location,
      connection,
      kind: 'write',
      delta: to - from,
      // What is left after a difference is not known.
      quantity: by === 'comparison' ? to : null,
      cause: key,
    })),
  );
}

function addressOf({ cell }: CellWork): { readonly inventoryItemId: string; readonly locationId: string } {
  return { inventoryItemId: cell.inventoryItemId, locationId: cell.locationId };
}
