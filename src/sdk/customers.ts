import type { Consents } from '#domain/consent.ts';
import type { Customer, Lifetime } from '#domain/customer.ts';
import type { Address } from '#domain/order.ts';
import type { BatchOutcome } from './batches.ts';
import type { Fetched, Idempotency, Page } from './capabilities.ts';

/** A store that tells of its customers. */
export interface CustomerSource {
  /** How long a change may stay invisible to `changedSince`. */
  readonly indexLagMs: number;
  readonly fetchMax: number;
  changedSince(cursor: string | null): AsyncIterable<Page<Customer>>;
  fetch(ids: readonly string[]): Promise<Fetched<Customer>>;
  /**
   * Every customer there is, whatever their stamps say: finds whoever no webhook and no poll has told of. Null begins; the
   * cursor of a page goes on behind it, also in a later process. A customer who comes while it runs may be missed.
   */
  all(cursor: string | null): AsyncIterable<Page<Customer>>;
}

/**
 * What a target's profile is to say. A field that is absent is left as it is, null clears it. Consent is no field of it: a
 * profile that is written never changes what its owner agreed to.
 */
export interface ProfileToWrite {
  /** Unique and constant for ever: `<connection>:<customer id>`. The profile is found by it. */
  readonly reference: string;
  readonly email?: string | null;
  /** E.164. */
  readonly phone?: string | null;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly company?: string | null;
  readonly locale?: string | null;
  readonly address?: Address | null;
  readonly tags?: readonly string[] | null;
  readonly lifetime?: Lifetime | null;
  /** Names of the merchant's segments that the customer is in, in order. */
  readonly segments?: readonly string[] | null;
}

/** A profile as the target keeps it, as far as we write it. */
export interface StoredProfile {
  /** The target's own id. */
  readonly id: string;
  /** Our reference; null when somebody else made it. */
  readonly reference: string | null;
  /** The target's version of it, epoch ms; null when it does not say. */
  readonly updatedAt: number | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly locale: string | null;
  readonly consents: Consents;
}

/** A person, by whatever is known of them. At least one is not null. */
export interface PersonKeys {
  readonly reference: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** A system that must know customers. */
export interface CustomerTarget {
  readonly idempotency: Idempotency;
  /** The longest that a request whose answer was lost may still take effect. */
  readonly quarantineMs: number;
  readonly batchMax: number;
  /** References that one read may ask for. */
  readonly readMax: number;
  /** The profile with our reference, or null. Several with one reference are an error, `rejected`. */
  find(reference: string): Promise<StoredProfile | null>;
  /** By our references, up to `readMax`. One in neither list was not there. */
  read(references: readonly string[]): Promise<Fetched<StoredProfile>>;
  /**
   * Makes profiles, or those with the same reference, say what is given. It sends no message to anybody and changes no
   * consent. A profile that another one stands in the way of is refused, not merged.
   *
   * @throws {RejectedError} the whole batch was refused; it may not be known for whose sake.
   */
  upsert(profiles: readonly ProfileToWrite[]): Promise<BatchOutcome>;
  /** What became of a batch that was running. @throws RejectedError when the target no longer knows it. */
  outcome(id: string): Promise<BatchOutcome>;
  /** Deletes every profile of this person. Nobody there is success. It is done when `find` says null. */
  erase(person: PersonKeys): Promise<void>;
}
