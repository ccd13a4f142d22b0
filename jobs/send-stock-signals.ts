import { isWorthTelling } from '#domain/stock-signal.ts';
import type { BatchOutcome } from '#sdk/batches.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import type { StockSignalTarget } from '#sdk/stock-signals.ts';
import { jobNames } from './job-names.ts';
import { giveUpLate, planNumber } from './steps/give-up-late.ts';
import { sellableUnits } from './steps/sellable-units.ts';
import { refusalOf, settleSignals, SIGNAL_LOOK_MS } from './steps/settle-signals.ts';

const OPERATION = 'stock.signal';
const BATCH_MAX = 100;

interface Signal {
  readonly work: LeasedWork;
  readonly told: number | null;
  readonly available: number;
}

/**
 * Tells a tool that writes to customers what is back and what runs low. The subject is the SKU, which is the item's id in the tool's
 * catalog. It is told what a store shows, never what is only planned, and hears nothing while there is plenty.
 */
export const sendStockSignals = defineJob({
  name: jobNames.sendStockSignals,
  title: 'Tells a marketing tool what is back in stock and what runs low',
  priority: 'backfill',
  batchMax: BATCH_MAX,
  appliesTo: ({ connection, account, settings }) =>
    account.stockSignals?.target !== undefined && settings.marketing[connection]?.stockSignals != null,
  async run(context, work) {
    const target = context.account.stockSignals?.target;
    if (target === undefined) return;
    const { ledger, connection, clock } = context;
    const openUntil = await giveUpLate(context, work, {
      operation: OPERATION,
      quarantineMs: target.quarantineMs,
      // What landed late may be an older number.
      onExpired: async (tx, { members }) => {
        for (const { subject } of members)
          await tx.stockSignals.save(connection, subject, { told: null, batch: null }, clock.now());
      },
    });
    const signals: Signal[] = [];
    for (const [row, told] of await settleSignals(context, target, work)) {
      const available = await ledger.read((tx) => numberOf(context, tx, { sku: row.subject, told }));
      if (available !== null) signals.push({ work: row, told, available });
      const until = openUntil.get(row.subject);
      if (until !== undefined)
        context.wait(row, {
          dueAt: until,
          reason: 'an earlier number may still land',
          waitsFor: 'quarantine',
        });
    }
    await tellAll(context, target, signals);
  },
});

/** Null: nothing is to be told. */
async function numberOf(
  { connection, settings }: JobContext,
  tx: Parameters<typeof sellableUnits>[0],
  { sku, told }: { readonly sku: string; readonly told: number | null },
): Promise<number | null> {
  const { stores = [], stockSignals } = settings.marketing[connection] ?? {};
  const units = await sellableUnits(tx, settings, { sku, stores });
  if (units === null || stockSignals == null) return null;
  return isWorthTelling(told, units, stockSignals.lowStock) ? units : null;
}

/** In batches of the target's size. One that keeps a whole batch from being taken is found by sending them one by one. */
async function tellAll(
  context: JobContext,
  target: StockSignalTarget,
  signals: readonly Signal[],
): Promise<void> {
  for (let start = 0; start < signals.length; start += target.batchMax) {
    const part = signals.slice(start, start + target.batchMax);
    try {
      await tell(context, target, part);
    } catch (error) {
      if (!(error instanceof RejectedError)) throw error;
      for (const signal of part) await tellAlone(context, target, signal);
    }
  }
}

async function tellAlone(context: JobContext, target: StockSignalTarget, signal: Signal): Promise<void> {
  try {
    await tell(context, target, [signal]);
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    context.fail(signal.work, error);
  }
}

async function tell(
  context: JobContext,
  target: StockSignalTarget,
  signals: readonly Signal[],
): Promise<void> {
  const { connection, clock } = context;
  const [first] = signals;
  if (first === undefined) return;
  const body = signals.map(({ work, available }) => ({ itemReference: work.subject, available }));
  const outcome = await context.effects.perform<BatchOutcome>({
    leases: signals.map(({ work }) => work),
    purpose: 'signal',
    version: await planNumber(context),
    operation: OPERATION,
    idempotency: target.idempotency,
    members: signals.map(({ work, told, available }) => ({
      subject: work.subject,
      from: told,
      to: available,
    })),
    body,
    cause: first.work.cause,
    send: () => target.tell(body),
    beforeSend: async (tx) => {
      for (const { work } of signals)
        await tx.stockSignals.save(connection, work.subject, { told: null, batch: null }, clock.now());
    },
    onConfirmed: async (tx, said) => {
      for (const [position, { work, available: sent }] of signals.entries()) {
        const batch = said.state === 'running' ? { id: said.id, position, sent } : null;
        const told = said.state === 'done' && refusalAt(said, position) === null ? sent : null;
        await tx.stockSignals.save(connection, work.subject, { told, batch }, clock.now());
      }
    },
  });
  for (const [position, { work }] of signals.entries()) {
    const refusal = refusalAt(outcome, position);
    if (refusal !== null) context.park(work, refusalOf(connection, refusal));
    else if (outcome.state === 'running') {
      const dueAt = clock.now() + SIGNAL_LOOK_MS;
      context.wait(work, { dueAt, reason: 'the number was told and is looked for', waitsFor: 'batch' });
    }
  }
}

/** The words that a member was refused with; one that does not say who is meant is meant for all. */
function refusalAt(outcome: BatchOutcome, at: number): string | null {
  if (outcome.state === 'running') return null;
  return outcome.refused.find(({ position }) => position === at || position === null)?.reason ?? null;
}
