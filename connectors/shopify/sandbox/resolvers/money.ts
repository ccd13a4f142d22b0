import { type Bag, type Currencies, toGraphAmount } from '../model/money-math.ts';

export function moneyV2(minor: number, currencyCode: string) {
  return { amount: toGraphAmount(minor, currencyCode), currencyCode };
}

/** `MoneyBag`. */
export function moneyBag(bag: Bag, { currency, presentmentCurrency }: Currencies) {
  return {
    shopMoney: moneyV2(bag.shop, currency),
    presentmentMoney: moneyV2(bag.presentment, presentmentCurrency),
  };
}
