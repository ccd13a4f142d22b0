import type { Books } from './books.ts';
import { differencesOf } from './compare-order.ts';
import { matchOrders, type MatchedOrder } from './references.ts';

export interface OrdersVerdict {
  readonly sold: number;
  readonly inErp: number;
  readonly missing: number;
  readonly duplicated: number;
  readonly wrong: number;
  /** Planted bad ones that the ERP rightly does not have. */
  readonly parked: number;
  /** Orders in the ERP that no store has sold. */
  readonly unexplained: number;
  /** In sentences, for a person; not all of them when there are many. */
  readonly complaints: readonly string[];
}

/** @param planted ids of the stores' orders that nobody can book, because the demo made them so. */
export function judgeOrders(books: Books, planted: ReadonlySet<string>): OrdersVerdict {
  const { matched, unexplained } = matchOrders(books);
  const real = matched.filter(({ order }) => !order.isTest);
  const complaints: string[] = [];
  const missing = real.filter((one) => isMissing(one, planted));
  const duplicated = matched.filter(({ booked }) => booked.length > 1);
  let wrong = 0;
  for (const { store, order, booked } of matched) {
    const [erpOrder] = booked;
    if (erpOrder === undefined) continue;
    const differences = differencesOf(order, erpOrder);
    if (differences.length === 0) continue;
    wrong += 1;
    complaints.push(
      `${order.name} of ${store.name} and ${erpOrder.number} differ: ${differences.join('; ')}`,
    );
  }
  for (const { store, order } of missing) complaints.push(`${order.name} of ${store.name} is not in the ERP`);
  for (const { store, order, booked } of duplicated) {
    const numbers = booked.map(({ number }) => number).join(' and ');
    complaints.push(`${order.name} of ${store.name} is in the ERP as ${numbers}`);
  }
  for (const { number, reference } of unexplained)
    complaints.push(`${number} (${reference}) belongs to no order of a store`);
  return {
    sold: real.length,
    inErp: real.filter(({ booked }) => booked.length > 0).length,
    missing: missing.length,
    duplicated: duplicated.reduce((sum, { booked }) => sum + booked.length - 1, 0),
    wrong,
    parked: real.filter(({ order, booked }) => planted.has(order.id) && booked.length === 0).length,
    unexplained: unexplained.length,
    complaints,
  };
}

/** An order that was canceled before it reached the ERP has nothing to do there. */
function isMissing({ order, booked }: MatchedOrder, planted: ReadonlySet<string>): boolean {
  return booked.length === 0 && order.canceledAtMs === null && !planted.has(order.id);
}
