import type { Basket } from './basket.ts';
import { createShoppers, type ShopperOptions, type Shoppers } from './shoppers.ts';
import type { StoreDesk } from './store-desk.ts';

export interface CrowdOptions extends Omit<ShopperOptions, 'desk'> {
  /** At least one. */
  readonly desks: readonly StoreDesk[];
}

/** The customers of all stores as one: each buys in a store by the dice, and brings goods back to where they are from. */
export function createCrowd({ desks, ...options }: CrowdOptions): Shoppers {
  const { chance } = options;
  const crowds = desks.map((desk) => createShoppers({ ...options, desk }));
  const choose = ({ customer }: Basket): Shoppers =>
    (customer === undefined ? undefined : crowds[hashOf(customer) % crowds.length]) ?? chance.pick(crowds);
  const sum = (key: keyof Shoppers['counts']): number =>
    crowds.reduce((total, { counts }) => total + counts[key], 0);
  return {
    serve: (basket, share) => choose(basket).serve(basket, share),
    get planted() {
      return new Set(crowds.flatMap(({ planted }) => [...planted]));
    },
    isHeld: (orderId) => crowds.some((crowd) => crowd.isHeld(orderId)),
    get counts() {
      return {
        placed: sum('placed'),
        edited: sum('edited'),
        canceled: sum('canceled'),
        refunded: sum('refunded'),
        turnedAway: sum('turnedAway'),
      };
    },
  };
}

/** The same customer always comes to the same store. */
function hashOf(text: string): number {
  let hash = 0;
  for (const sign of text) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003;
  return hash;
}
