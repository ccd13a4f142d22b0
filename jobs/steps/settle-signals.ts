import type { JobContext } from '#sdk/define-job.ts';
import { TransientError } from '#sdk/errors.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import type { StockSignalTarget } from '#sdk/stock-signals.ts';
import { createBatchReader } from './batch-outcomes.ts';

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
  const outcomeOf = createBatchReader(target);
  const free = new Map<LeasedWork, number | null>();
  for (const row of work) {
    const { batch, told = null } = states.get(row.subject) ?? {};
    if (batch == null) {
      free.set(row, told);
      continue;
    }
    const outcome = await outcomeOf(batch);
    if (outcome.kind === 'running') {
      const dueAt = clock.now() + SIGNAL_LOOK_MS;
      context.wait(row, { dueAt, reason: 'the target works off its batch', waitsFor: 'batch' });
      continue;
    }
    const known = outcome.kind === 'taken' ? batch.sent : null;
    await ledger.write((tx) =>
      tx.stockSignals.save(connection, row.subject, { told: known, batch: null }, clock.now()),
    );
    if (outcome.kind === 'refused') context.park(row, refusalOf(connection, outcome.reason));
    else if (outcome.kind === 'taken') free.set(row, batch.sent);
    else context.fail(row, new TransientError('the batch of this number came to no good end'));
  }
  return free;
}

/** For people: the words of the target. */
export function refusalOf(connection: string, reason: string): string {
  return `${connection} does not take the number of this item: ${reason}. See that its catalog has the SKU, then retry`;
}
