import type { Consent, ConsentChannel } from '#domain/consent.ts';
import type { Customer } from '#domain/customer.ts';
import type { PersonKeys } from '../customers.ts';
import type { OrderRead } from './orders.ts';

/** A customer of one store. */
export interface CustomerRef {
  readonly connection: string;
  readonly id: string;
}

export interface StoredCustomer {
  readonly connection: string;
  readonly customer: Customer;
  /** Time of the last record that changed something. */
  readonly recordedAt: number;
}

/** `erased`: this person, or somebody with this address, was erased; nothing was stored. The others as for orders. */
export type RecordedCustomer = 'new' | 'changed' | 'same' | 'older' | 'erased';

export interface CustomerRepository {
  /** Stores the newest version, sealed (I5), unless the person was erased (I20). */
  record(
    connection: string,
    customer: Customer,
    now: number,
    read: Pick<OrderRead, 'basis' | 'sentAt'>,
  ): Promise<RecordedCustomer>;
  get(connection: string, id: string): Promise<StoredCustomer | null>;
  /** By id; those that are not there are left out. */
  getAll(connection: string, ids: readonly string[]): Promise<ReadonlyMap<string, StoredCustomer>>;
  /** Those of these ids that are there. */
  known(connection: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Customers of all stores with this address or number. */
  byContact(channel: ConsentChannel, contact: string): Promise<readonly CustomerRef[]>;
  /** Ids in their order. */
  page(connection: string, afterId: string | null, limit: number): Promise<readonly string[]>;
  /** Of all these stores together. */
  count(connections: readonly string[]): Promise<number>;
}

/** What one system says of one contact. */
export interface ContactConsent extends Pick<Consent, 'state' | 'at' | 'source'> {
  readonly connection: string;
  readonly channel: ConsentChannel;
  /** Since when we know this state, our clock: stands in where a system gives no time. */
  readonly since: number;
}

export interface ConsentRepository {
  /**
   * Notes what a system says. A statement that was made before the one that is known changes nothing.
   *
   * @returns whether the state or its time changed. Of who was erased nothing is noted.
   */
  record(
    connection: string,
    channel: ConsentChannel,
    contact: string,
    consent: Pick<Consent, 'state' | 'at' | 'source'>,
    now: number,
  ): Promise<boolean>;
  of(channel: ConsentChannel, contact: string): Promise<readonly ContactConsent[]>;
}

/** How far a profile elsewhere is written. */
export interface ProfileState {
  /** Fingerprint of the content that was last confirmed as written; null: not known. */
  readonly written: string | null;
  /** The target's batch that it is in, and its place there. */
  readonly batch: { readonly id: string; readonly position: number } | null;
}

export interface ProfileRepository {
  /** By our references; those that were never written are left out. */
  get(connection: string, references: readonly string[]): Promise<ReadonlyMap<string, ProfileState>>;
  save(connection: string, states: ReadonlyMap<string, ProfileState>, now: number): Promise<void>;
  /** Fingerprint of what a profile is to say, without showing it. */
  fingerprint(content: unknown): string;
}

/** A person as the one who asks names them. At least one is not null. */
export interface PersonToErase {
  readonly email: string | null;
  readonly phone: string | null;
  readonly customer: CustomerRef | null;
  /** Orders that are named besides those that are found. */
  readonly orders: readonly CustomerRef[];
}

export interface Erasure {
  readonly id: string;
  readonly requestedAt: number;
  /** `operator`, or the connection whose webhook asked. */
  readonly requestedBy: string;
  readonly finishedAt: number | null;
  /** How many customers and orders were emptied here. */
  readonly customers: number;
  readonly orders: number;
  /** Orders that keep their address until the goods have left, and until when at the latest. */
  readonly held: number;
  readonly heldUntil: number | null;
  /** Under which keys other systems may know the person; empty when it is finished. */
  readonly people: readonly PersonKeys[];
}

export interface ErasureRepository {
  /**
   * Deletes all that is personal of this person, and notes who may not come back. What their orders were worth stays. Asked
   * again, it does so again: what came in between is found, too.
   *
   * @param holdUntil Until then an order that has yet to leave keeps its address; null or absent: none does.
   */
  begin(person: PersonToErase, requestedBy: string, now: number, holdUntil?: number | null): Promise<Erasure>;
  get(id: string): Promise<Erasure | null>;
  /** Oldest first. */
  open(limit: number): Promise<readonly Erasure[]>;
  /** All systems have erased the person: the last clear word about them goes. It is over when nothing is held any more. */
  finish(id: string, now: number): Promise<void>;
  /** Empties orders that have left, or whose term is over. @returns how many. */
  release(now: number, limit: number): Promise<number>;
  /** When somebody with one of these keys was erased; null: never. */
  erasedAt(person: PersonKeys): Promise<number | null>;
  /**
   * A restored backup brings people back who were erased after it was made. Whom the list of the erased names (it lies beside the
   * ledger, in no backup) and the ledger does not is erased again, as of the time at which they were.
   *
   * @param holdMs how long an order that has yet to leave keeps its address, from the erasure on.
   */
  repeatRestored(requestedBy: string, holdMs: number): Promise<readonly Erasure[]>;
  /** Those of these people who were erased, by any of their keys. */
  erasedAmong(people: readonly PersonKeys[]): Promise<ReadonlySet<PersonKeys>>;
}
