import type { ConsentChannel, ConsentState } from '#domain/consent.ts';
import type { ProfileToWrite } from '#sdk/customers.ts';

/** A customer of the kit, with an address on each channel. */
export interface KitPerson {
  readonly reference: string;
  readonly email: string;
  readonly phone: string;
}

export interface ProfileInBooks {
  readonly id: string;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** The segments that it names; null: it never named any. */
  readonly segments: readonly string[] | null;
}

/**
 * What customers and the merchant do at a system that writes to customers, and what its books say. Whoever reads the books
 * finds everything done that the system has accepted.
 */
export interface MarketingHands {
  /** Somebody whom the system does not know. */
  person(): KitPerson;
  /** Somebody whom it knows, under our reference. */
  add(): KitPerson;
  profiles(reference: string): readonly ProfileInBooks[];
  consent(reference: string, channel: ConsentChannel): ConsentState;
  /** The customer says it there, at the system's own form. */
  say(reference: string, channel: ConsentChannel, word: 'yes' | 'no'): void;
  /** Nobody may write to this address any more. */
  suppress(reference: string): void;
  /** A profile that the system will not take, with this reference. */
  bad(reference: string): ProfileToWrite;
  /** A list with nobody on it. `reacts`: something is sent to whoever comes onto it. */
  list(reacts?: boolean): string;
  members(list: string): readonly string[];
  /** How often the event with this reference is counted, and whether as history. */
  events(reference: string): readonly { readonly historical: boolean }[];
  /** From now on something is sent for every event of an order that is placed. */
  reactToOrders(): void;
  /** Messages that went out to anybody. */
  messages(): number;
  /** The time there. */
  now(): number;
}

/** What customers do at a system that takes a no from elsewhere and no yes, and what its books say. */
export interface OptOutHands {
  add(): KitPerson;
  consent(reference: string, channel: ConsentChannel): ConsentState;
  say(reference: string, channel: ConsentChannel, word: 'yes' | 'no'): void;
  /** When the customer last said something on the channel, by the books. */
  saidAt(reference: string, channel: ConsentChannel): number | null;
}
