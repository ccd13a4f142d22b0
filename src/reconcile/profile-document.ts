import { type Customer, customerReference } from '#domain/customer.ts';
import type { ProfileToWrite } from '#sdk/customers.ts';

/**
 * What a customer's profile elsewhere is to say. Everything but consent, which no profile carries.
 *
 * @param segments those that it is to name; null: it names none, and what stands there stays.
 */
export function profileOf(
  store: string,
  customer: Customer,
  segments: readonly string[] | null = null,
): ProfileToWrite {
  const { id, email, phone, firstName, lastName, company, locale, address, tags, lifetime } = customer;
  const reference = customerReference(store, id);
  const named = segments === null ? {} : { segments: segments.toSorted() };
  return { reference, email, phone, firstName, lastName, company, locale, address, tags, lifetime, ...named };
}
