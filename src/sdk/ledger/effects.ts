import type { EffectState } from '#domain/effect-state.ts';
import type { LeasedWork } from './work.ts';

export interface EffectMember {
  readonly subject: string;
  /** For a set-to-value: what it replaces and what it sets. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface NewEffect {
  /** Unique; made of job, subject, connection, purpose and version (W3). */
  readonly key: string;
  readonly job: string;
  readonly connection: string;
  /** What the vendor is asked to do, `orders.create`. */
  readonly operation: string;
  readonly members: readonly EffectMember[];
  /** The exact request in our words; sealed. */
  readonly body: string;
  /** What made us do it (I7). */
  readonly cause: string;
}

export interface Effect extends NewEffect {
  readonly state: EffectState;
  readonly createdAt: number;
  readonly firstSentAt: number | null;
  readonly sentAt: number | null;
  readonly settledAt: number | null;
  /** Until when an unknown outcome may still land, counted from the last send or the take-over. */
  readonly quarantineUntil: number | null;
  readonly sends: number;
  /** What the target answered, in our words (ids, numbers); null until confirmed. */
  readonly result: string | null;
  /** The vendor's words, when rejected or unknown. */
  readonly error: string | null;
}

export interface EffectRepository {
  /**
   * Writes the intent, or returns the one that stands there under this key. One that is surely not at the target
   * (`intended`, `rejected`, `superseded`) takes over the new body; one that may be is unchanged, for it is sent again as it was.
   */
  intend(effect: NewEffect, now: number): Promise<Effect>;
  get(key: string): Promise<Effect | null>;
  /**
   * `intended | unknown -> sending`, in one statement with the check of the leases (W6).
   * @throws LeaseLostError
   */
  startSending(
    key: string,
    lease: readonly LeasedWork[],
    now: number,
    quarantineUntil: number,
  ): Promise<void>;
  /** Any other move; an illegal one (domain/effect-state.ts) throws. */
  move(
    key: string,
    to: EffectState,
    change: {
      readonly now: number;
      readonly result?: string;
      readonly error?: string;
      readonly quarantineUntil?: number;
    },
  ): Promise<void>;
  /** A former holder's effects: `intended` becomes superseded, `sending` becomes unknown with a fresh quarantine. Returns those that are unsettled now. */
  takeOver(
    job: string,
    connection: string,
    subjects: readonly string[],
    now: number,
    quarantineMs: number,
  ): Promise<readonly Effect[]>;
  /** Unsettled effects that touch this subject. */
  unsettled(job: string, connection: string, subjects: readonly string[]): Promise<readonly Effect[]>;
  ofSubject(subject: string, limit: number): Promise<readonly Effect[]>;
  counts(): Promise<
    readonly {
      readonly connection: string;
      readonly operation: string;
      readonly state: EffectState;
      readonly count: number;
    }[]
  >;
  /** Deletes the body of a settled effect before its time: nobody may keep what it says. */
  forget(key: string): Promise<void>;
  /** Deletes bodies of settled effects older than this; create-once keys stay for ever. */
  prune(before: number, limit: number): Promise<number>;
}
