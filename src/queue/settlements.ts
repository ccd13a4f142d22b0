import type { JobContext } from '#sdk/define-job.ts';
import type { LeasedWork, WorkOutcome } from '#sdk/ledger/work.ts';
import type { Fate } from './fate.ts';

export interface Settlement {
  readonly work: LeasedWork;
  readonly outcome: WorkOutcome;
}

/** What a run says about its subjects, one by one; what it does not mention is done, or shares the fate of what was thrown. */
export interface Settlements extends Pick<JobContext, 'wait' | 'park' | 'fail'> {
  /** Reason to pause the connection, when one of the subjects gave one. */
  readonly pauseReason: () => string | undefined;
  /** Outcome of every subject that may be settled. */
  finish(thrown?: { readonly error: unknown }): readonly Settlement[];
}

export function createSettlements(
  work: readonly LeasedWork[],
  decide: (work: LeasedWork, error: unknown) => Fate,
): Settlements {
  const fates = new Map<LeasedWork, Fate>();
  const say = (one: LeasedWork, fate: Fate) => {
    if (!work.includes(one))
      throw new Error(`A run of ${one.job} spoke about a subject that is not part of it.`);
    fates.set(one, fate);
  };
  return {
    wait: (one, { dueAt, reason, waitsFor }) => {
      say(one, { kind: 'settle', outcome: { kind: 'wait', dueAt, reason, waitsFor: waitsFor ?? null } });
    },
    park: (one, reason) => say(one, { kind: 'settle', outcome: { kind: 'park', reason } }),
    fail: (one, error) => say(one, decide(one, error)),
    pauseReason: () => [...fates.values()].find((fate) => fate.kind === 'pause')?.reason,
    finish: (thrown) => {
      for (const one of work) {
        if (fates.has(one)) continue;
        fates.set(
          one,
          thrown === undefined ? { kind: 'settle', outcome: { kind: 'done' } } : decide(one, thrown.error),
        );
      }
      return [...fates].flatMap(([one, fate]) =>
        fate.kind === 'leave' ? [] : [{ work: one, outcome: fate.outcome }],
      );
    },
  };
}

/** The worst outcome of a run, for its log line and its metric. */
export function summarize(settlements: readonly Settlement[]): WorkOutcome['kind'] | 'lost' {
  const kinds = new Set(settlements.map((settlement) => settlement.outcome.kind));
  return (['park', 'retry', 'wait', 'done'] as const).find((kind) => kinds.has(kind)) ?? 'lost';
}
