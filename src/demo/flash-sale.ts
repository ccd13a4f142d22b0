import type { Basket } from './basket.ts';
import type { Item } from './item.ts';

/** The one thing that everybody wants. Nobody buys it before the sale, and no more of it ever comes in. */
export const FLASH_SKU = 'FLASH-DROP';
/** When it begins, as a share of the run. */
const BEGINS_AT_SHARE = 0.4;
/** So many customers come for each unit: it is gone before the last of them has come. */
const CUSTOMERS_PER_UNIT = 3;
const PRICE_MINOR = 19_900;

/** All of it lies in the main place, where every store sells it from. */
export function flashItem(units: number): Item {
  return {
    sku: FLASH_SKU,
    title: 'Limited drop',
    priceMinor: PRICE_MINOR,
    stock: [units, 0],
    isScarce: true,
  };
}

export interface FlashSale {
  /** The customers who have come since it was last asked. @param share how much of the run is over. */
  due(share: number, elapsedMs: number): readonly Basket[];
}

/** @param rate customers per second, over all stores. */
export function createFlashSale({
  units,
  rate,
}: {
  readonly units: number;
  readonly rate: number;
}): FlashSale {
  const customers = units * CUSTOMERS_PER_UNIT;
  let beganAtMs: number | null = null;
  let come = 0;
  return {
    due(share, elapsedMs) {
      if (share < BEGINS_AT_SHARE || come >= customers) return [];
      beganAtMs ??= elapsedMs;
      const wanted = Math.min(customers, 1 + Math.floor(((elapsedMs - beganAtMs) / 1_000) * rate));
      const now = Array.from({ length: wanted - come }, () => ({ lines: [{ sku: FLASH_SKU, quantity: 1 }] }));
      come = wanted;
      return now;
    },
  };
}
