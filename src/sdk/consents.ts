import type { ConsentChannel, ConsentGiven, LoweredState } from '#domain/consent.ts';
import type { Idempotency, Page } from './capabilities.ts';
import type { StoredProfile } from './customers.ts';

/** A system in which customers say yes and no, so that a no reaches all others. */
export interface ConsentSource {
  /** How long a change may stay invisible to `changedSince`. */
  readonly indexLagMs: number;
  /** Everybody whose consent may have changed since the cursor; null begins with all. */
  changedSince(cursor: string | null): AsyncIterable<Page<StoredProfile>>;
  all(): AsyncIterable<Page<StoredProfile>>;
}

/** A no that a sync tells a target. Its type has no word for a yes. */
export interface ConsentLowering {
  /** Of the channel: an e-mail address or a phone number in E.164. Whoever says no need not be known there yet. */
  readonly contact: string;
  readonly channel: ConsentChannel;
  readonly state: LoweredState;
}

/**
 * A system that can be told a no. It is all that a sync, a backfill or a sweep has: it takes a `LoweredState`, and may be
 * repeated at any time. A store that customers say yes to themselves is no more than this.
 */
export interface OptOutTarget {
  readonly idempotency: Idempotency;
  readonly quarantineMs: number;
  readonly batchMax: number;
  /** Accepted when it returns; it is done when the profile says so. */
  lower(changes: readonly ConsentLowering[]): Promise<void>;
}

/**
 * A system that may write to customers. Its two operations are apart by type, by purpose and by what they check, so that no way
 * leads from a sync to a yes (I20): `give` passes on what a customer has just said at a store. It takes the statement itself with its
 * proof, is performed once per proof, and looks first what stands at the target: only what is fresh and later raises anything (`judgeGiven`).
 */
export interface ConsentTarget extends OptOutTarget {
  /**
   * @throws {RejectedError} with one of the codes of `ConsentRefusal` when it may not be raised; `unknown-profile` when there is
   * no profile with this reference yet, and `wrong-contact` when its address is not the one that was agreed to.
   */
  give(person: ConsentingPerson, given: ConsentGiven): Promise<void>;
}

export interface ConsentingPerson {
  readonly reference: string;
  /** The address or number that was agreed to. */
  readonly contact: string;
}
