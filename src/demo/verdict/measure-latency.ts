import type { CellHistory } from './cell-events.ts';
import { stepsOf } from './cell-history.ts';
import type { Books } from './books.ts';
import { matchOrders } from './references.ts';

export interface Latency {
  readonly count: number;
  /** Null when there is nothing to measure: missing is not zero. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
}

/** From the moment an order was placed in the store to its confirmation in the ERP. */
export function orderLatency(books: Books): Latency {
  return toLatency(
    matchOrders(books).matched.flatMap(({ order, booked }) => {
      const [confirmedAtMs] = booked.flatMap((one) => one.confirmedAtMs ?? []);
      return confirmedAtMs === undefined ? [] : [confirmedAtMs - order.placedAtMs];
    }),
  );
}

/**
 * From a change of what is there (goods came or went) to the moment at which every store showed the right number again.
 * A store's own sale is in its number at once, so it is no sample; but it moves the truth that a write must meet.
 */
export function stockLatency(histories: readonly CellHistory[], fromMs: number, buffer: number): Latency {
  const samples: number[] = [];
  for (const history of histories) {
    let wrongSince: number | null = null;
    for (const { event, truth, levels } of stepsOf(history)) {
      const right = Math.max(0, truth - buffer);
      const isRight = [...levels.values()].every((level) => Math.max(0, level) === right);
      if (isRight && wrongSince !== null) samples.push(event.atMs - wrongSince);
      if (isRight) wrongSince = null;
      else if (event.kind === 'goods' && event.atMs >= fromMs) wrongSince ??= event.atMs;
    }
  }
  return toLatency(samples);
}

/**
 * From a sale on one store to the moment at which another store's number of that SKU at that place says what it should.
 * Each sale is a sample for each other store that it made wrong; a sale that another one overtook is waited for with it.
 */
export function saleLatency(histories: readonly CellHistory[], fromMs: number, buffer: number): Latency {
  const samples: number[] = [];
  for (const history of histories) {
    const waiting = new Map<string, number[]>();
    for (const { event, truth, levels } of stepsOf(history)) {
      const right = Math.max(0, truth - buffer);
      for (const [store, level] of levels) {
        const since = waiting.get(store) ?? [];
        if (Math.max(0, level) === right) {
          samples.push(...since.map((atMs) => event.atMs - atMs));
          waiting.delete(store);
        } else if (event.kind === 'sale' && event.store !== store && event.atMs >= fromMs)
          waiting.set(store, [...since, event.atMs]);
      }
    }
  }
  return toLatency(samples);
}

export function toLatency(samples: readonly number[]): Latency {
  const sorted = samples.toSorted((a, b) => a - b);
  // Nearest rank: the smallest sample that is not below the share wanted.
  const rank = (share: number): number | null => sorted[Math.ceil(sorted.length * share) - 1] ?? null;
  return { count: sorted.length, p50Ms: rank(0.5), p99Ms: rank(0.99), maxMs: rank(1) };
}
