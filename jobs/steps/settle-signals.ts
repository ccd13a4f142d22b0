import type { BatchOutcome } from '#sdk/batches.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { RejectedError, TransientError } from '#sdk/errors.ts';
import type { SignalState } from '#sdk/ledger/segments.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import type { StockSignalTarget } from '#sdk/stock-signals.ts';

export const SIGNAL_LOOK_MS = 15_000;

/**
 * What became of numbers that the target took in a batch and works off by itself. Of a batch that it no longer knows, nothing is
 * taken for told.
 *
 * @returns the work that can go on, and what the target surely knows of each.
 */
export async function settleSignals(
  context: JobContext,
  target: StockSignalTarget,
  work: readonly LeasedWork[],
): Promise<ReadonlyMap<LeasedWork, number | null>> {
  const { ledger, connection, clock } = context;
  const skus = work.map(({ subject }) => subject);
  const states = await ledger.read((tx) => tx.stockSignals.get(connection, skus));
  const outcomes = new Map<string, BatchOutcome | 'lost'>();
  const free = new Map<LeasedWork, number | null>();
  for (const row of work) {
    const { batch, told = null } = states.get(row.subject) ?? {};
    if (batch == null) {
      free.set(row, told);
      continue;
    }
    const outcome = outcomes.get(batch.id) ?? (await outcomeOf(target, batch.id));
    outcomes.set(batch.id, outcome);
    if (outcome !== 'lost' && outcome.state === 'running') {
      const dueAt = clock.now() + SIGNAL_LOOK_MS;
      context.wait(row, { dueAt, reason: 'the target works off its batch', waitsFor: 'batch' });
      continue;
    }
    const state = settled(batch, outcome);
    await ledger.write((tx) =>
      tx.stockSignals.save(connection, row.subject, { told: state.told, batch: null }, clock.now()),
    );
    if (state.refusal !== null) context.park(row, refusalOf(connection, state.refusal));
    else if (state.told === null)
      context.fail(row, new TransientError('the batch of this number came to no good end'));
    else free.set(row, state.told);
  }
  return free;
}

function settled(
  { position, sent }: NonNullable<SignalState['batch']>,
  outcome: BatchOutcome | 'lost',
): { readonly told: number | null; readonly refusal: string | null } {
  if (outcome === 'lost' || outcome.state === 'running') return { told: null, refusal: null };
  const own = outcome.refused.find((member) => member.position === position);
  if (own !== undefined) return { told: null, refusal: own.reason };
  const isTaken = !outcome.refused.some((member) => member.position === null);
  return { told: isTaken ? sent : null, refusal: null };
}

/** For people: the words of the target. */
export function refusalOf(connection: string, reason: string): string {
  return `${connection} does not take the number of this item: ${reason}. See that its catalog has the SKU, then retry`;
}

async function outcomeOf(target: StockSignalTarget, id: string): Promise<BatchOutcome | 'lost'> {
  try {
    return await target.outcome(id);
  } catch (error) {
    if (error instanceof RejectedError) return 'lost';
    throw error;
  }
}
