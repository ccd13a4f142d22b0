import { setTimeout as sleep } from 'node:timers/promises';
import { type Agenda, createAgenda } from './agenda.ts';
import type { Basket } from './basket.ts';
import type { Chance } from './chance.ts';
import type { FaultWeather } from './fault-weather.ts';
import { createFulfillmentCenter, type FulfillmentCenter } from './fulfillment-center.ts';
import { createFlashSale } from './flash-sale.ts';
import type { Item } from './item.ts';
import { createCrowd } from './crowd.ts';
import { createReaders, type Readers } from './readers.ts';
import type { Shoppers } from './shoppers.ts';
import type { StoreDesk } from './store-desk.ts';
import { createWarehouse, type Warehouse } from './warehouse.ts';
import type { World } from './world.ts';

/** How often the warehouse makes a round. */
const ROUND_MS = 1_000;
/** The longest that nothing is looked at, however few customers come. */
const PAUSE_MS_MAX = 50;

export interface DayOptions {
  readonly world: World;
  /** What the warehouse receives and counts: not what a flash sale is about. */
  readonly items: readonly Item[];
  readonly baskets: AsyncIterable<Basket>;
  /** One for each of them, so that none disturbs another's dice. */
  readonly chances: Readonly<Record<'shoppers' | 'warehouse' | 'center' | 'readers', Chance>>;
  readonly seconds: number;
  readonly rate: number;
  readonly flash: { readonly units: number; readonly rate: number };
  readonly weather: FaultWeather;
  readonly onRound: (phase: string) => void;
  readonly signal: AbortSignal;
}

export interface Day {
  readonly shoppers: Shoppers;
  readonly warehouse: Warehouse;
  /** Sells until the time is over or nobody comes any more, then lets everybody finish what they had begun. */
  run(): Promise<void>;
}

export function planDay(options: DayOptions): Day {
  const { world, items, chances } = options;
  const agenda = createAgenda();
  const now = (): number => Date.now();
  const shoppers = createCrowd({
    desks: world.stores,
    chance: chances.shoppers,
    agenda,
    now,
    hasLeft: (orderId) => warehouse.hasLeft(orderId) || center?.hasLeft(orderId) === true,
    takeGoods: ({ sku, place, units }) => world.warehouse.receive(sku, place, units),
  });
  const warehouse: Warehouse = createWarehouse({
    desk: world.warehouse,
    offers: (sku, place) => Math.min(...world.stores.map((desk) => desk.offers(sku, place))),
    totalOf: ({ reference, orderId }) => deskOf(world, reference)?.totalOf(orderId) ?? NaN,
    // A bundle is nowhere: its parts are received and counted.
    items: items.filter(({ parts }) => parts === undefined),
    chance: chances.warehouse,
    isHeld: (orderId) => shoppers.isHeld(orderId),
    now,
  });
  const center =
    world.center === null
      ? null
      : createFulfillmentCenter({
          sandbox: world.center,
          chance: chances.center,
          mayShip(reference, open) {
            const wanted = world.wantedOfCenter(reference);
            const orderId = reference.slice(reference.indexOf(':') + 1);
            return (
              !shoppers.isHeld(orderId) &&
              Object.entries(open).every(([sku, units]) => units <= (wanted[sku] ?? 0))
            );
          },
        });
  const readers =
    world.mail === null
      ? null
      : createReaders({ desk: world.mail.desk, chance: chances.readers, agenda, now });
  const people = { agenda, shoppers, warehouse, center, readers };
  return { shoppers, warehouse, run: () => runDay(options, people) };
}

/** The desk of the store that an order's reference names. */
function deskOf({ stores, connections }: World, reference: string): StoreDesk | undefined {
  return stores[connections.stores.findIndex(({ name }) => reference.startsWith(`${name}:`))];
}

interface People {
  readonly agenda: Agenda;
  readonly shoppers: Shoppers;
  readonly warehouse: Warehouse;
  readonly center: FulfillmentCenter | null;
  readonly readers: Readers | null;
}

async function runDay(
  { baskets, seconds, rate, flash, weather, onRound, signal }: DayOptions,
  { agenda, shoppers, warehouse, center, readers }: People,
): Promise<void> {
  const startedAt = performance.now();
  const elapsed = (): number => performance.now() - startedAt;
  const customers = baskets[Symbol.asyncIterator]();
  const flashSale = createFlashSale(flash);
  let [served, roundAt] = [0, 0];
  weather.begin();
  try {
    for (let isOpen = true; isOpen && elapsed() < seconds * 1000 && !signal.aborted;) {
      const share = elapsed() / (seconds * 1000);
      weather.advance(share);
      agenda.runDue(Date.now());
      for (const basket of flashSale.due(share, elapsed())) shoppers.serve(basket, 0);
      // Customers who are due; after a pause of the machine several come at once.
      while (isOpen && served < (elapsed() / 1000) * rate) {
        const next = await customers.next();
        if (next.done === true) isOpen = false;
        else shoppers.serve(next.value, share);
        served += 1;
      }
      if (elapsed() >= roundAt) {
        roundAt += ROUND_MS;
        warehouse.work();
        center?.work();
        readers?.work(share);
        onRound(`selling, ${Math.max(0, Math.ceil(seconds - elapsed() / 1000))} s to go`);
      }
      const untilNextMs = (served / rate) * 1000 - elapsed();
      await sleep(Math.min(PAUSE_MS_MAX, Math.max(1, untilNextMs)));
    }
  } finally {
    await customers.return?.();
  }
  agenda.runAll();
  await weather.end();
}
