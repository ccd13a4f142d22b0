import type { EffectRequest, Effects } from '#sdk/effects.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { createEffects } from '#effects/perform-effect.ts';
import { createHandClock, type HandClock, openTestLedger } from './open-test-ledger.ts';

export const EFFECT_KEY = 'export-order|erp|store:1|create|once';
export const effectSubject = { job: 'export-order', subject: 'store:1', connection: 'erp' };

/** One subject, its lease, and effects on it, over a ledger in memory. */
export interface EffectBench {
  readonly clock: HandClock;
  readonly ledger: Ledger;
  readonly effects: Effects;
  lease(token?: string): Promise<LeasedWork>;
  stateOf(): Promise<string | undefined>;
}

export async function openEffectBench(): Promise<EffectBench> {
  const clock = createHandClock();
  const ledger = await openTestLedger(clock);
  return {
    clock,
    ledger,
    effects: createEffects({ ledger, clock }),
    lease: async (token = 'me') => {
      const { job, subject, connection } = effectSubject;
      const [work] = await ledger.write(async (tx) => {
        await tx.work.mark([{ job, subject, connection, priority: 2, cause: 'test' }]);
        return tx.work.lease({
          job,
          connection,
          subjects: [subject],
          limit: 1,
          leaseMs: 60_000,
          token,
          now: clock.now(),
        });
      });
      if (work === undefined) throw new Error('nothing to lease');
      return work;
    },
    stateOf: async () => (await ledger.read((tx) => tx.effects.get(EFFECT_KEY)))?.state,
  };
}

/** A create with a unique reference that the target answers with `S1`, unless told otherwise. */
export function createRequest(
  work: LeasedWork,
  change: Partial<EffectRequest<string>> = {},
): EffectRequest<string> {
  return {
    leases: [work],
    purpose: 'create',
    version: 'once',
    operation: 'orders.create',
    idempotency: { by: 'unique-reference' },
    members: [{ subject: effectSubject.subject, from: null, to: null }],
    body: { any: 'thing' },
    cause: 'test',
    send: () => Promise.resolve('S1'),
    ...change,
  };
}

export function failing(reason: Error): () => Promise<never> {
  return () => Promise.reject(reason);
}
