import type { Books, ErpOrder, StoreBook, StoreOrder } from './books.ts';

/** One order of a store and everything in the ERP that names it. */
export interface MatchedOrder {
  readonly store: StoreBook;
  readonly order: StoreOrder;
  readonly reference: string;
  readonly booked: readonly ErpOrder[];
}

export function referenceOf(store: string, orderId: string): string {
  return `${store}:${orderId}`;
}

/** Pairs the stores' orders with the ERP's by the reference; also returns what the ERP has for no order at all. */
export function matchOrders(books: Books): {
  readonly matched: readonly MatchedOrder[];
  readonly unexplained: readonly ErpOrder[];
} {
  const byReference = Map.groupBy(books.erp.orders, (order) => order.reference);
  const matched = books.stores.flatMap((store) =>
    store.orders.map((order): MatchedOrder => {
      const reference = referenceOf(store.name, order.id);
      return { store, order, reference, booked: byReference.get(reference) ?? [] };
    }),
  );
  const known = new Set(matched.map(({ reference }) => reference));
  return { matched, unexplained: books.erp.orders.filter(({ reference }) => !known.has(reference)) };
}
