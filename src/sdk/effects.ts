import type { Idempotency } from './capabilities.ts';
import type { EffectMember } from './ledger/effects.ts';
import type { LedgerTransaction } from './ledger/ledger.ts';
import type { LeasedWork } from './ledger/work.ts';

export interface EffectRequest<Result> {
  /** The leases under which it is made; checked in the transaction that starts the sending (W6). */
  readonly leases: readonly LeasedWork[];
  /** What for: `create`, `cancel`, `set`. Part of the key. */
  readonly purpose: string;
  /** Create-once: the cause's own id. Amendment: the source's version. Set-to-value: the plan's number (W3). */
  readonly version: string;
  /** `orders.create`: for people and metrics. */
  readonly operation: string;
  readonly idempotency: Idempotency;
  readonly members: readonly EffectMember[];
  /** The exact request in our words; sealed in the ledger and never logged. */
  readonly body: unknown;
  readonly cause: string;
  /** Makes the call. `vendorKey` is a UUID made from the effect's key: equal for every re-send. */
  readonly send: (vendorKey: string) => Promise<Result>;
  /** Finds what an earlier send made; null: nothing is there. Needed for `look-up`. */
  readonly lookUp?: () => Promise<Result | null>;
  /** Runs in the transaction that starts the sending. */
  readonly beforeSend?: (tx: LedgerTransaction, effectKey: string) => Promise<void>;
  /** Runs in the transaction that confirms. */
  readonly onConfirmed?: (tx: LedgerTransaction, result: Result, effectKey: string) => Promise<void>;
  /** Runs in the transaction that notes a refusal by the target: nothing happened there. */
  readonly onRejected?: (tx: LedgerTransaction, effectKey: string) => Promise<void>;
}

/** Intent before call, and the unknown-outcome protocol (design section 3). The only way a job writes to a system. */
export interface Effects {
  /**
   * Makes sure that the effect has happened once, and returns what the target answered: now, or on an earlier run.
   *
   * @throws {UnknownOutcomeError} it may have happened; `knowableAt` says when to come back.
   * @throws {LeaseLostError} somebody else may hold the subject; nothing was sent.
   * @throws what `send` throws when it is certain that nothing happened.
   */
  perform<Result>(request: EffectRequest<Result>): Promise<Result>;
}
