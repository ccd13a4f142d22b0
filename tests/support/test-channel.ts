import { cellSubject, type ChannelLevel } from '#domain/stock.ts';
import type { Fetched, StockChange, StockLowering, StockTarget } from '#sdk/capabilities.ts';
import type { Clock } from '#sdk/clock.ts';
import { NoAnswerError, RejectedError, StaleError } from '#sdk/errors.ts';

/** What happens to the next call of `set` or `lower`: it is lost before or after it takes effect, or takes effect when the test says. */
export type LostCall = 'before' | 'after' | 'late';

/** A channel of one location in memory, with compare-and-set, differences and idempotency keys, as a vendor would keep it. */
export interface TestChannel extends StockTarget {
  show(item: string, available: number): void;
  shown(item: string): number;
  /** The item is no longer stocked there, and has no number. */
  unstock(item: string): void;
  loseNext(...kinds: readonly LostCall[]): void;
  /** Lets the writes that were held as `late` take effect now, as far as their comparison still holds. */
  landLate(): void;
  /** Items that the channel refuses to change. */
  readonly refused: Set<string>;
  /** Runs between a reading and the write or difference that follows it. */
  beforeSet: () => void;
  /** Every number that was set, in order. */
  readonly writes: readonly StockChange[];
  /** Every difference that took effect, in order. */
  readonly lowerings: readonly StockLowering[];
  readonly calls: { reads: number; sets: number; lowers: number };
}

export const CHANNEL_LOCATION = 'L1';
export const CHANNEL_QUARANTINE_MS = 40_000;

export function createTestChannel(clock: Clock): TestChannel {
  const levels = new Map<string, number>();
  const answered = new Set<string>();
  const lost: LostCall[] = [];
  const late: (() => void)[] = [];
  const writes: StockChange[] = [];
  const lowerings: StockLowering[] = [];
  const refused = new Set<string>();
  const calls = { reads: 0, sets: 0, lowers: 0 };

  const apply = (changes: readonly StockChange[]): void => {
    for (const { inventoryItemId, from } of changes) {
      if (levels.get(inventoryItemId) !== from) throw new StaleError('the number has moved');
      if (refused.has(inventoryItemId)) throw new RejectedError(`item ${inventoryItemId} is not acceptable`);
    }
    for (const change of changes) levels.set(change.inventoryItemId, change.to);
    writes.push(...changes);
  };
  const takeAway = (changes: readonly StockLowering[]): void => {
    for (const { inventoryItemId, units } of changes) {
      if (refused.has(inventoryItemId)) throw new RejectedError(`item ${inventoryItemId} is not acceptable`);
      levels.set(inventoryItemId, (levels.get(inventoryItemId) ?? 0) - units);
    }
    lowerings.push(...changes);
  };
  /** What becomes of one call that asks for a change. */
  const take = async (key: string, change: () => void): Promise<void> => {
    const kind = lost.shift();
    if (kind === 'before') throw new NoAnswerError('lost on the way');
    if (kind === 'late') {
      late.push(() => {
        try {
          change();
        } catch {
          // A late write whose comparison no longer holds changes nothing; nobody hears of it.
        }
      });
      throw new NoAnswerError('no answer in time');
    }
    if (!answered.has(key)) change();
    answered.add(key);
    if (kind === 'after') throw new NoAnswerError('lost on the way back');
    return Promise.resolve();
  };
  const answer = (items: readonly ChannelLevel[]): Fetched<ChannelLevel> => ({
    items,
    refused: [],
    sentAt: clock.now(),
    answeredAt: clock.now(),
    vendorAt: clock.now(),
  });
  const channel: TestChannel = {
    idempotency: { by: 'key', keyTtlMs: 3_600_000, quarantineMs: CHANNEL_QUARANTINE_MS },
    compareAndSet: true,
    batchMax: 10,
    read: (items) => {
      calls.reads += 1;
      return Promise.resolve(answer(items.map((item) => levelOf(item, levels))));
    },
    async *all() {
      const page = answer([...levels.keys()].map((item) => levelOf(item, levels)));
      yield await Promise.resolve({ ...page, cursor: '', complete: true });
    },
    activate: () => Promise.resolve(),
    set: (changes, key) => {
      calls.sets += 1;
      channel.beforeSet();
      return take(key, () => apply(changes));
    },
    lower: (changes, key) => {
      calls.lowers += 1;
      channel.beforeSet();
      return take(key, () => takeAway(changes));
    },
    show: (item, available) => {
      levels.set(item, available);
    },
    shown: (item) => levels.get(item) ?? Number.NaN,
    unstock: (item) => void levels.delete(item),
    loseNext: (...kinds) => {
      lost.push(...kinds);
    },
    landLate: () => {
      for (const land of late.splice(0)) land();
    },
    refused,
    writes,
    lowerings,
    calls,
    beforeSet: () => undefined,
  };
  return channel;
}

function levelOf(item: string, levels: ReadonlyMap<string, number>): ChannelLevel {
  const available = levels.get(item) ?? null;
  return {
    inventoryItemId: item,
    locationId: CHANNEL_LOCATION,
    active: available !== null,
    available,
    committed: null,
  };
}

export function subjectOf(item: string): string {
  return cellSubject({ inventoryItemId: item, locationId: CHANNEL_LOCATION });
}
