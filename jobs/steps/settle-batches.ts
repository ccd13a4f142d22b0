import type { RefusedMember } from '#sdk/batches.ts';
import type { CustomerTarget } from '#sdk/customers.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { TransientError } from '#sdk/errors.ts';
import type { ProfileState } from '#sdk/ledger/customers.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { createBatchReader } from './batch-outcomes.ts';

const LOOK_AGAIN_MS = 15_000;

/**
 * What became of profiles that the target took in a batch and works off by itself. Who was refused is parked with the target's
 * words; of a batch that it no longer knows, nobody is taken for written.
 *
 * @returns the work that can go on.
 */
export async function settleBatches(
  context: JobContext,
  target: CustomerTarget,
  work: readonly LeasedWork[],
): Promise<readonly LeasedWork[]> {
  const { ledger, connection, clock } = context;
  const references = work.map((row) => row.subject);
  const states = await ledger.read((tx) => tx.profiles.get(connection, references));
  const outcomeOf = createBatchReader(target);
  const free: LeasedWork[] = [];
  const settled = new Map<string, ProfileState>();
  const ends: (() => void)[] = [];
  for (const row of work) {
    const state = states.get(row.subject);
    const batch = state?.batch;
    if (state === undefined || batch === null || batch === undefined) {
      free.push(row);
      continue;
    }
    const outcome = await outcomeOf(batch);
    if (outcome.kind === 'running') {
      const dueAt = clock.now() + LOOK_AGAIN_MS;
      context.wait(row, { dueAt, reason: 'the target works off its batch', waitsFor: 'profiles' });
      continue;
    }
    settled.set(row.subject, { written: outcome.kind === 'taken' ? state.written : null, batch: null });
    if (outcome.kind === 'taken') free.push(row);
    else if (outcome.kind === 'refused') ends.push(() => context.park(row, refusalOf(connection, outcome)));
    else
      ends.push(() => context.fail(row, new TransientError('the batch of this profile came to no good end')));
  }
  if (settled.size > 0) await ledger.write((tx) => tx.profiles.save(connection, settled, clock.now()));
  for (const end of ends) end();
  return free;
}

/** For people: the words of the target, which are not about the person. */
export function refusalOf(connection: string, { reason }: Pick<RefusedMember, 'reason'>): string {
  return `${connection} does not take this profile: ${reason}`;
}
