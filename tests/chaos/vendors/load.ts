import { setTimeout as sleep } from 'node:timers/promises';
import { createAgenda } from '#demo/agenda.ts';
import { createChance } from '#demo/chance.ts';
import { inventBaskets } from '#demo/invent-baskets.ts';
import type { Item } from '#demo/item.ts';
import { gatherPeople } from '#demo/people.ts';
import type { World } from '#demo/world.ts';

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

export interface LoadOptions {
  readonly world: World;
  readonly items: readonly Item[];
  readonly seed: number;
}

/** The demo's people without its bad orders: they buy, change their minds, ship, receive, lose, and say yes and no. */
export function createLoad({ world, items, seed }: LoadOptions): Load {
  const agenda = createAgenda();
  const now = (): number => Date.now();
  const people = gatherPeople({
    world: withSafeScarcity(world, items),
    items,
    chances: {
      shoppers: createChance(seed + 2),
      warehouse: createChance(seed + 3),
      center: createChance(seed + 4),
      readers: createChance(seed + 6),
    },
    agenda,
    now,
  });
  const { shoppers, warehouse } = people;
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
        people.work(served / customersMax);
      }
      await sleep(PAUSE_MS_MAX);
    }
    // Whoever wants to be forgotten has asked by now, however soon the case is over.
    people.work(1);
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
 * Of what is scarce nothing is ever lost in a warehouse, and only the first store sells it: then the truth about it never falls
 * below what that store shows, and each unit sold beyond the truth is the sync's own doing, whatever fault was at work.
 */
function withSafeScarcity(world: World, items: readonly Item[]): World {
  const scarce = new Set(items.filter(({ isScarce }) => isScarce).map(({ sku }) => sku));
  const { warehouse } = world;
  return {
    ...world,
    stores: world.stores.map((desk, index) =>
      index === 0
        ? desk
        : {
            ...desk,
            place: (order) =>
              order.lines.some(({ sku }) => scarce.has(sku)) ? undefined : desk.place(order),
          },
    ),
    warehouse: {
      ...warehouse,
      onHand: (sku, place) => (scarce.has(sku) ? 0 : warehouse.onHand(sku, place)),
    },
  };
}
