import type { Consents } from './consent.ts';
import type { Money } from './money.ts';
import type { Address } from './order.ts';

/** A customer in our words, as a store tells it. Everything here is personal: sealed in the ledger, never in logs or jobs. */
export interface Customer {
  /** The store's own id. */
  readonly id: string;
  /** The store's own version: an observation with a lower one never replaces one with a higher. */
  readonly updatedAt: number;
  /** As the store writes it; null when there is none. */
  readonly email: string | null;
  /** E.164, `+4915112345678`; null when there is none, or none that can be written so. */
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  /** BCP 47, `de-DE`. */
  readonly locale: string | null;
  readonly address: Address | null;
  readonly tags: readonly string[];
  /** Null when the store does not say; that is not zero. */
  readonly lifetime: Lifetime | null;
  readonly consents: Consents;
}

/** What a customer has bought so far, as the store adds it up. */
export interface Lifetime {
  readonly orders: number;
  readonly spent: Money;
}

/** Our name of a store's customer in other systems: unique and constant for ever. */
export function customerReference(connection: string, customerId: string): string {
  return `${connection}:${customerId}`;
}

/** The other way; null when it is no reference. */
export function customerFromReference(
  reference: string,
): { readonly connection: string; readonly customerId: string } | null {
  const colon = reference.indexOf(':');
  if (colon < 1 || colon === reference.length - 1) return null;
  return { connection: reference.slice(0, colon), customerId: reference.slice(colon + 1) };
}
