import { z } from 'zod';
import {
  addMoney,
  money,
  type Money,
  type MoneyBag,
  moneyFromDecimal,
  spreadMoney,
  subtractMoney,
} from '#domain/money.ts';

const moneyShape = z.object({ amount: z.string(), currencyCode: z.string() });

/** Shopify's `MoneyBag`: decimal texts without a fixed scale, `"25.0"`. */
export const bagShape = z.object({ shopMoney: moneyShape, presentmentMoney: moneyShape });

export type VendorBag = z.output<typeof bagShape>;

/** @throws RangeError when an amount is no number or has more digits than its currency. */
export function toBag({ shopMoney, presentmentMoney }: VendorBag): MoneyBag {
  return {
    shop: moneyFromDecimal(shopMoney.amount, shopMoney.currencyCode),
    presentment: moneyFromDecimal(presentmentMoney.amount, presentmentMoney.currencyCode),
  };
}

export function addBags(left: MoneyBag, right: MoneyBag): MoneyBag {
  return {
    shop: addMoney(left.shop, right.shop),
    presentment: addMoney(left.presentment, right.presentment),
  };
}

export function subtractBags(left: MoneyBag, right: MoneyBag): MoneyBag {
  return {
    shop: subtractMoney(left.shop, right.shop),
    presentment: subtractMoney(left.presentment, right.presentment),
  };
}

export function sumBags(bags: readonly MoneyBag[], zero: MoneyBag): MoneyBag {
  return bags.reduce(addBags, zero);
}

export function timesBag({ shop, presentment }: MoneyBag, count: number): MoneyBag {
  return {
    shop: money(shop.minor * count, shop.currency),
    presentment: money(presentment.minor * count, presentment.currency),
  };
}

/** `part` of `whole` equal units of an amount, rounded to the minor unit. */
export function shareOfBag({ shop, presentment }: MoneyBag, part: number, whole: number): MoneyBag {
  const shareOf = (amount: Money): Money => money(Math.round((amount.minor * part) / whole), amount.currency);
  return { shop: shareOf(shop), presentment: shareOf(presentment) };
}

/**
 * Splits an amount over others in proportion, so that the parts add up to it exactly. All zero when there is nothing to
 * be in proportion to.
 */
export function spreadBag(total: MoneyBag, over: readonly MoneyBag[]): readonly MoneyBag[] {
  const shop = spreadMoney(
    total.shop,
    over.map((bag) => bag.shop.minor),
  );
  const presentment = spreadMoney(
    total.presentment,
    over.map((bag) => bag.presentment.minor),
  );
  return over.map((_, index) => ({
    shop: shop[index] ?? money(0, total.shop.currency),
    presentment: presentment[index] ?? money(0, total.presentment.currency),
  }));
}

export function isZeroBag({ shop, presentment }: MoneyBag): boolean {
  return shop.minor === 0 && presentment.minor === 0;
}

export function isNegativeBag({ shop, presentment }: MoneyBag): boolean {
  return shop.minor < 0 || presentment.minor < 0;
}

export function equalBags(left: MoneyBag, right: MoneyBag): boolean {
  return isZeroBag(subtractBags(left, right));
}
