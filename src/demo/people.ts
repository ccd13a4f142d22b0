import type { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';
import { createCrowd } from './crowd.ts';
import { createFulfillmentCenter } from './fulfillment-center.ts';
import type { Item } from './item.ts';
import { createReaders } from './readers.ts';
import type { Shoppers } from './shoppers.ts';
import { openReturnsHall } from './returns-hall.ts';
import { type StoreDesk, THIRD_PARTY_PLACE } from './store-desk.ts';
import { createWarehouse, type Warehouse } from './warehouse.ts';
import type { World } from './world.ts';

export interface PeopleOptions {
  readonly world: Pick<World, 'stores' | 'warehouse' | 'center' | 'mail' | 'wantedOfCenter' | 'connections'>;
  /** What the warehouse receives and counts. */
  readonly items: readonly Item[];
  /** One for each of them, so that none disturbs another's dice. */
  readonly chances: Readonly<Record<'shoppers' | 'warehouse' | 'center' | 'readers', Chance>>;
  readonly agenda: Agenda;
  readonly now: () => number;
}

/** Everybody who is at work in a world. */
export interface People {
  readonly shoppers: Shoppers;
  readonly warehouse: Warehouse;
  /** One round of those who ship, and of those who read what they are sent. @param share of the day that is over, from 0 to 1. */
  work(share: number): void;
}

export function gatherPeople({ world, items, chances, agenda, now }: PeopleOptions): People {
  const hall = world.center === null ? null : openReturnsHall({ center: world.center, agenda, now });
  const shoppers = createCrowd({
    desks: world.stores,
    chance: chances.shoppers,
    agenda,
    now,
    hasLeft: (orderId) => warehouse.hasLeft(orderId) || center?.hasLeft(orderId) === true,
    takeGoods(goods, counter) {
      if (hall !== null && goods.place === THIRD_PARTY_PLACE) {
        hall.send(goods, counter);
        return;
      }
      counter.payBack();
      world.warehouse.receive(goods.sku, goods.place, goods.units);
    },
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
  return {
    shoppers,
    warehouse,
    work(share) {
      warehouse.work();
      center?.work();
      readers?.work(share);
    },
  };
}

/** The desk of the store that an order's reference names. */
function deskOf(
  { stores, connections }: Pick<World, 'stores' | 'connections'>,
  reference: string,
): StoreDesk | undefined {
  return stores[connections.stores.findIndex(({ name }) => reference.startsWith(`${name}:`))];
}
