import type { PersonKeys } from '../customers.ts';
import type { BackfillItem } from './backfills.ts';
import type { CustomerRef, PersonToErase } from './customers.ts';

/** Everything that the ledger holds of one person, by its names. */
export interface PersonTraces {
  /** The keys that other systems may know them by: first those that were asked for, then those that were found. */
  readonly people: readonly PersonKeys[];
  readonly customers: readonly CustomerRef[];
  readonly orders: readonly CustomerRef[];
}

/** That somebody was told what is stored of them: how much, and never whom. */
export interface Disclosure {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  readonly customers: number;
  readonly orders: number;
}

export interface DisclosureRepository {
  find(person: PersonToErase): Promise<PersonTraces>;
  /** What of their past waits to be told to a system. */
  waiting(traces: PersonTraces): Promise<readonly BackfillItem[]>;
  note(disclosure: Omit<Disclosure, 'id'>): Promise<Disclosure>;
}
