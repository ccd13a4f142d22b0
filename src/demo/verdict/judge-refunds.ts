import type { Books, ErpCredit, StoreRefund } from './books.ts';
import { type MatchedOrder, matchOrders } from './references.ts';

export interface RefundsVerdict {
  /** Refunds of which something is to be credited in the ERP. */
  readonly given: number;
  /** Not credited, or not to the minor unit. */
  readonly missing: number;
  /** Credit notes too many: second ones, and those of nothing that a store gave back. */
  readonly duplicated: number;
  /** In sentences, for a person: what is not credited rightly, what is credited too often, and both. */
  readonly lacks: readonly string[];
  readonly doubles: readonly string[];
  readonly complaints: readonly string[];
}

/**
 * Each refund of a booked order is credited exactly once, by what is still booked of it. What an order that was canceled
 * gave back is taken back with its booking.
 */
export function judgeRefunds(books: Books): RefundsVerdict {
  const notes = Map.groupBy(
    books.erp.credits.filter(({ state }) => state !== 'canceled'),
    ({ reference }) => reference,
  );
  const lacks: string[] = [];
  const doubles: string[] = [];
  let [given, missing, duplicated] = [0, 0, 0];
  for (const one of matchOrders(books).matched) {
    const mustAgree = isJudged(one);
    for (const refund of one.order.refunds) {
      const reference = `${one.reference}/refund/${refund.id}`;
      const found = notes.get(reference) ?? [];
      notes.delete(reference);
      // Goodwill that went back before an order was canceled, or while its booking was still a draft, may be credited, once.
      const wanted = refund.creditMinor === 0 && mustAgree ? 0 : 1;
      if (!mustAgree) {
        duplicated += Math.max(0, found.length - wanted);
        if (found.length > wanted) doubles.push(complaintOf(one, refund, found));
        continue;
      }
      given += wanted;
      const isCredited = wanted === 0 || found.some((note) => isSame(refund, note, one.order.currency));
      if (!isCredited) missing += 1;
      duplicated += Math.max(0, found.length - wanted);
      if (!isCredited) lacks.push(complaintOf(one, refund, found));
      if (found.length > wanted) doubles.push(complaintOf(one, refund, found));
    }
  }
  for (const [reference, found] of notes) {
    duplicated += found.length;
    doubles.push(`${found[0]?.number ?? ''} (${reference}) credits what no store gave back`);
  }
  return { given, missing, duplicated, lacks, doubles, complaints: [...lacks, ...doubles] };
}

/** What is not booked has nothing to credit; that it is missing is told where orders are judged. */
function isJudged({ order, booked }: MatchedOrder): boolean {
  return order.canceledAtMs === null && booked.some(({ state }) => state === 'confirmed');
}

function isSame(refund: StoreRefund, note: ErpCredit, currency: string): boolean {
  return note.currency === currency && note.totalMinor === refund.creditMinor;
}

function complaintOf(
  { store, order }: MatchedOrder,
  refund: StoreRefund,
  found: readonly ErpCredit[],
): string {
  const there = found.map(({ number, totalMinor }) => `${number} over ${totalMinor}`).join(' and ');
  return `${order.name} of ${store.name} gave back ${refund.creditMinor} in ${refund.id}; the ERP credits ${there === '' ? 'nothing' : there}`;
}
