import { customerFromReference } from '#domain/customer.ts';

/** The ids of customers in their stores. What is no reference of a customer is left out. */
export function idsByStore(references: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const origins = references.flatMap((reference) => customerFromReference(reference) ?? []);
  const byStore = Map.groupBy(origins, ({ connection }) => connection);
  return new Map([...byStore].map(([store, all]) => [store, all.map(({ customerId }) => customerId)]));
}
