import type { BatchOutcome } from '#sdk/batches.ts';
import { RejectedError } from '#sdk/errors.ts';

/** A member of a batch that the target took and works off by itself. */
interface BatchMember {
  readonly id: string;
  /** Its place in the batch as it was sent. */
  readonly position: number;
}

export type MemberOutcome =
  | { readonly kind: 'running' }
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** The target no longer knows the batch, or refused somebody in it without saying whom: nobody is taken for taken. */
  | { readonly kind: 'lost' };

/** Asks for each batch once, whatever the number of its members. */
export function createBatchReader(target: {
  outcome(id: string): Promise<BatchOutcome>;
}): (member: BatchMember) => Promise<MemberOutcome> {
  const outcomes = new Map<string, BatchOutcome | null>();
  return async ({ id, position }) => {
    const known = outcomes.get(id);
    const outcome = known === undefined ? await outcomeOf(target, id) : known;
    outcomes.set(id, outcome);
    if (outcome === null) return { kind: 'lost' };
    if (outcome.state === 'running') return { kind: 'running' };
    const own = outcome.refused.find((member) => member.position === position);
    if (own !== undefined) return { kind: 'refused', reason: own.reason };
    return { kind: outcome.refused.some((member) => member.position === null) ? 'lost' : 'taken' };
  };
}

/** Null: the target does not know it. */
async function outcomeOf(
  target: { outcome(id: string): Promise<BatchOutcome> },
  id: string,
): Promise<BatchOutcome | null> {
  try {
    return await target.outcome(id);
  } catch (error) {
    if (error instanceof RejectedError) return null;
    throw error;
  }
}
