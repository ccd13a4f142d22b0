import { customerFromReference } from '#domain/customer.ts';

/** The ids of customers in their stores. What is no reference of a customer is left out. */
export function idsByStore(references: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const reference of references) {
    const origin = customerFromReference(reference);
    if (origin === null) continue;
    const ids = found.get(origin.connection) ?? [];
    ids.push(origin.customerId);
    found.set(origin.connection, ids);
  }
  return found;
}
