import { setTimeout as sleep } from 'node:timers/promises';
import { createAgenda } from '#demo/agenda.ts';
import { createChance } from '#demo/chance.ts';
import { inventBaskets } from '#demo/invent-baskets.ts';
import type { Item } from '#demo/item.ts';
import { createShoppers } from '#demo/shoppers.ts';
import type { StoreDesk } from '#demo/store-desk.ts';
import { createWarehouse, type WarehouseDesk } from '#demo/warehouse.ts';

const ROUND_MS = 1_000;
const PAUSE_MS_MAX = 50;

export interface LoadPlan {
  /** The longest; `end` is usually earlier. */
  readonly seconds: number;
  /** Orders per second. */
  readonly rate: number;
  /** After so many customers only the warehouse goes on: a slow machine makes a case long, not large. */
  readonly customersMax: number;
}

export interface LoadCounts {
  readonly isOver: boolean;
  readonly placed: number;
  readonly edited: number;
  readonly canceled: number;
  readonly shipped: number;
  readonly received: number;
  readonly lost: number;
}

export interface Load {
  begin(plan: LoadPlan): void;
  /** No more customers; those who wanted to change their minds do so now. */
  end(): void;
  readonly counts: () => LoadCounts;
}

export interface LoadWorld {
  readonly store: StoreDesk;
  readonly warehouse: WarehouseDesk;
  readonly items: readonly Item[];
  readonly seed: number;
}

/** The demo's shoppers and warehouse, without its bad orders: they buy, change their minds, ship, receive and lose. */
export function createLoad({ store, warehouse: desk, items, seed }: LoadWorld): Load {
  const agenda = createAgenda();
  const now = (): number => Date.now();
  const shoppers = createShoppers({
    desk: store,
    chance: createChance(seed + 2),
    agenda,
    now,
    hasLeft: (orderId) => warehouse.hasLeft(orderId),
  });
  const warehouse = createWarehouse({
    desk: withSafeScarcity(desk, items),
    offers: (sku, place) => store.offers(sku, place),
    totalOf: ({ orderId }) => store.totalOf(orderId),
    items,
    chance: createChance(seed + 3),
    isHeld: (orderId) => shoppers.isHeld(orderId),
    now,
  });
  const baskets = inventBaskets(items, createChance(seed + 1));
  let running = 0;
  let isEnding = false;
  const run = async ({ seconds, rate, customersMax }: LoadPlan): Promise<void> => {
    const startedAt = performance.now();
    const elapsedS = (): number => (performance.now() - startedAt) / 1_000;
    let [served, roundAtS] = [0, 0];
    while (elapsedS() < seconds && !isEnding) {
      agenda.runDue(now());
      while (served < Math.min(customersMax, elapsedS() * rate)) {
        const next = await baskets.next();
        if (next.done === true) break;
        // Bad orders are planted from a tenth of a run on; nobody of ours gets that far.
        shoppers.serve(next.value, 0);
        served += 1;
      }
      if (elapsedS() >= roundAtS) {
        roundAtS += ROUND_MS / 1_000;
        warehouse.work();
      }
      await sleep(PAUSE_MS_MAX);
    }
    agenda.runAll();
  };
  return {
    begin(plan) {
      running += 1;
      isEnding = false;
      void run(plan).finally(() => {
        running -= 1;
      });
    },
    end() {
      isEnding = true;
    },
    counts: () => ({
      isOver: running === 0,
      placed: shoppers.counts.placed,
      edited: shoppers.counts.edited,
      canceled: shoppers.counts.canceled,
      shipped: warehouse.counts.shipped,
      received: warehouse.counts.received,
      lost: warehouse.counts.lost,
    }),
  };
}

/**
 * Of what is scarce nothing is ever lost in the warehouse: then the truth about it never falls below what the store
 * shows, and each unit sold beyond the truth is the sync's own doing, whatever fault was at work.
 */
function withSafeScarcity(desk: WarehouseDesk, items: readonly Item[]): WarehouseDesk {
  const scarce = new Set(items.filter(({ isScarce }) => isScarce).map(({ sku }) => sku));
  return {
    ...desk,
    onHand: (sku, place) => (scarce.has(sku) ? 0 : desk.onHand(sku, place)),
  };
}
