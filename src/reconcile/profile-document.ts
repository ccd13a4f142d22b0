import { type Customer, customerReference } from '#domain/customer.ts';
import type { ProfileToWrite } from '#sdk/customers.ts';

/** What a customer's profile elsewhere is to say. Everything but consent, which no profile carries. */
export function profileOf(store: string, customer: Customer): ProfileToWrite {
  const { id, email, phone, firstName, lastName, company, locale, address, tags, lifetime } = customer;
  const reference = customerReference(store, id);
  return { reference, email, phone, firstName, lastName, company, locale, address, tags, lifetime };
}
