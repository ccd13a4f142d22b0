import { setTimeout as sleep } from 'node:timers/promises';
import { type Agenda, createAgenda } from './agenda.ts';
import type { Basket } from './basket.ts';
import type { FaultWeather } from './fault-weather.ts';
import { createFlashSale } from './flash-sale.ts';
import type { Item } from './item.ts';
import { gatherPeople, type People, type PeopleOptions } from './people.ts';
import type { Shoppers } from './shoppers.ts';
import type { Warehouse } from './warehouse.ts';
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
  readonly chances: PeopleOptions['chances'];
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
  const people = gatherPeople({ world, items, chances, agenda, now: () => Date.now() });
  const { shoppers, warehouse } = people;
  return { shoppers, warehouse, run: () => runDay(options, agenda, people) };
}

async function runDay(
  { baskets, seconds, rate, flash, weather, onRound, signal }: DayOptions,
  agenda: Agenda,
  people: People,
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
      for (const basket of flashSale.due(share, elapsed())) people.shoppers.serve(basket, 0);
      // Customers who are due; after a pause of the machine several come at once.
      while (isOpen && served < (elapsed() / 1000) * rate) {
        const next = await customers.next();
        if (next.done === true) isOpen = false;
        else people.shoppers.serve(next.value, share);
        served += 1;
      }
      if (elapsed() >= roundAt) {
        roundAt += ROUND_MS;
        people.work(share);
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
