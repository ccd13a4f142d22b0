import type { Idempotency, Page } from './capabilities.ts';

/** Lists of profiles that a target keeps, by the target's own ids. Being on a list is no consent. */
export interface ListTarget {
  readonly idempotency: Idempotency;
  readonly quarantineMs: number;
  readonly batchMax: number;
  members(list: string): AsyncIterable<Page<{ readonly id: string }>>;
  /**
   * Puts profiles on the list; who is on it already is success.
   *
   * @throws {RejectedError} with code `list-reacts` when the target does something to whoever comes onto this list, such as
   * a welcome message: a sync has no such effects.
   */
  add(list: string, profileIds: readonly string[]): Promise<void>;
  /** Takes profiles off the list. Their consent stays. */
  remove(list: string, profileIds: readonly string[]): Promise<void>;
}
