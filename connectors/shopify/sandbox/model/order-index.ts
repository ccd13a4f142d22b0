import type { Order } from './records.ts';

/** One state of an order as the search knows it: this order had this stamp until `replacedAt`. */
interface Entry {
  readonly order: Order;
  readonly updatedAt: number;
  /** When the search has this state: later than its stamp for imported past orders, and where the index is late. */
  readonly writtenAt: number;
  replacedAt: number;
}

/** Superseded entries are dropped when there are more of them than this and than half of all. */
const SUPERSEDED_MAX = 2_000;
/** A search may lag behind by this much at most; older superseded entries are never asked for. */
export const INDEX_LAG_MAX_MS = 10 * 60_000;

/** A search hit: the order and the stamp that the search saw. */
export interface IndexedOrder {
  readonly order: Order;
  readonly updatedAt: number;
}

/** All orders by their stamp, as a search with a lag sees them. */
export interface OrderIndex {
  /** Call after every change of `order.updatedAt`. */
  note(order: Order, now: number): void;
  remove(order: Order): void;
  /** Orders with a stamp of at least `from`, oldest stamp first, as they were `lagMs` ago; looked up one by one. */
  since(from: number, now: number, lagMs: number): Iterable<IndexedOrder>;
}

/** @param lateMs drawn for each change: how long it takes into the index, beside the lag that all have. */
export function createOrderIndex(lateMs: () => number = () => 0): OrderIndex {
  let entries: Entry[] = [];
  const current = new Map<string, Entry>();
  let superseded = 0;

  const replace = (order: Order, now: number): void => {
    const old = current.get(order.id);
    if (old === undefined) return;
    old.replacedAt = now;
    superseded += 1;
  };
  const compact = (now: number): void => {
    if (superseded < SUPERSEDED_MAX || superseded * 2 < entries.length) return;
    entries = entries.filter((entry) => entry.replacedAt > now - INDEX_LAG_MAX_MS);
    superseded = entries.filter((entry) => entry.replacedAt !== Number.POSITIVE_INFINITY).length;
  };
  return {
    note(order, changedAt) {
      const now = changedAt + lateMs();
      replace(order, now);
      const entry: Entry = {
        order,
        updatedAt: order.updatedAt,
        writtenAt: now,
        replacedAt: Number.POSITIVE_INFINITY,
      };
      current.set(order.id, entry);
      const last = entries.at(-1);
      // Nearly always the newest; only an imported past order goes somewhere else.
      if (last === undefined || last.updatedAt <= entry.updatedAt) entries.push(entry);
      else entries.splice(lowerBound(entries, entry.updatedAt + 1), 0, entry);
      compact(now);
    },
    remove(order) {
      current.delete(order.id);
      entries = entries.filter((entry) => entry.order !== order);
    },
    *since(from, now, lagMs) {
      const seenAt = now - lagMs;
      for (let index = lowerBound(entries, from); index < entries.length; index += 1) {
        const entry = entries[index];
        if (entry === undefined || entry.writtenAt > seenAt || entry.replacedAt <= seenAt) continue;
        yield entry;
      }
    },
  };
}

function lowerBound(entries: readonly Entry[], updatedAt: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.updatedAt ?? 0) < updatedAt) low = middle + 1;
    else high = middle;
  }
  return low;
}
