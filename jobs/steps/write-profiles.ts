import type { BatchOutcome, RefusedMember } from '#sdk/batches.ts';
import type { CustomerTarget, ProfileToWrite } from '#sdk/customers.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { RejectedError, TransientError } from '#sdk/errors.ts';
import type { ProfileState } from '#sdk/ledger/customers.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { planNumber } from './give-up-late.ts';
import { idsByStore } from './ids-by-store.ts';
import { refusalOf } from './settle-batches.ts';

export const UPSERT = 'customers.upsert';

/** A profile that is to be written, and the work that it is about. */
export interface ProfilePlan {
  readonly work: LeasedWork;
  readonly profile: ProfileToWrite;
  /** Fingerprint of what is to be written. */
  readonly content: string;
}

/**
 * Writes profiles in batches. One that keeps a whole batch from being taken is found by sending them one by one.
 *
 * @returns those that were taken, or may be.
 */
export async function writeProfiles(
  context: JobContext,
  target: CustomerTarget,
  plans: readonly ProfilePlan[],
): Promise<readonly ProfilePlan[]> {
  const written: ProfilePlan[] = [];
  for (let start = 0; start < plans.length; start += target.batchMax) {
    const part = plans.slice(start, start + target.batchMax);
    try {
      written.push(...(await write(context, target, part)));
    } catch (error) {
      if (!(error instanceof RejectedError)) throw error;
      for (const plan of part) written.push(...(await writeAlone(context, target, plan)));
    }
  }
  return written;
}

async function writeAlone(
  context: JobContext,
  target: CustomerTarget,
  plan: ProfilePlan,
): Promise<readonly ProfilePlan[]> {
  try {
    return await write(context, target, [plan]);
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    context.fail(plan.work, error);
    return [];
  }
}

async function write(
  context: JobContext,
  target: CustomerTarget,
  plans: readonly ProfilePlan[],
): Promise<readonly ProfilePlan[]> {
  const { connection, clock } = context;
  const [first] = plans;
  if (first === undefined) return [];
  const profiles = plans.map(({ profile }) => profile);
  const outcome = await context.effects.perform<BatchOutcome>({
    leases: plans.map(({ work }) => work),
    purpose: 'upsert',
    version: await planNumber(context),
    operation: UPSERT,
    idempotency: target.idempotency,
    members: profiles.map(({ reference }) => ({ subject: reference, from: null, to: null })),
    body: profiles,
    cause: first.work.cause,
    send: () => target.upsert(profiles),
    beforeSend: async (tx) => {
      const references = profiles.map(({ reference }) => reference);
      await refuseErased(tx, references);
      const unsure = new Map(references.map((reference) => [reference, { written: null, batch: null }]));
      await tx.profiles.save(connection, unsure, clock.now());
    },
    onConfirmed: async (tx, said) => {
      const refused = new Set(refusedOf(said).map(({ position }) => position));
      const states = plans.map(({ profile, content }, position): [string, ProfileState] => {
        const batch = said.state === 'running' ? { id: said.id, position } : null;
        const written = refused.has(position) || refused.has(null) ? null : content;
        return [profile.reference, { written, batch }];
      });
      await tx.profiles.save(connection, new Map(states), clock.now());
    },
  });
  const refused = new Map(refusedOf(outcome).map((member) => [member.position, member]));
  return plans.filter((plan, position) => {
    const own = refused.get(position);
    if (own !== undefined) context.park(plan.work, refusalOf(connection, own));
    return own === undefined;
  });
}

function refusedOf(outcome: BatchOutcome): readonly RefusedMember[] {
  return outcome.state === 'done' ? outcome.refused : [];
}

/** Whoever was erased since they were read is not sent any more (I20): asked in the transaction that starts the sending. */
async function refuseErased(tx: LedgerTransaction, references: readonly string[]): Promise<void> {
  for (const [store, ids] of idsByStore(references)) {
    const known = await tx.customers.known(store, ids);
    if (ids.some((id) => !known.has(id)))
      throw new TransientError('a customer of this batch was erased meanwhile');
  }
}
