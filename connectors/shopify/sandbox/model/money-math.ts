import Big from 'big.js';
import { minorDigitsOf } from '#domain/money.ts';

/** One amount in minor units of the shop's currency and of the customer's. The order knows the two currencies. */
export interface Bag {
  readonly shop: number;
  readonly presentment: number;
}

export interface Currencies {
  readonly currency: string;
  readonly presentmentCurrency: string;
}

export const zeroBag: Bag = { shop: 0, presentment: 0 };

export function addBags(...bags: readonly Bag[]): Bag {
  let shop = 0;
  let presentment = 0;
  for (const bag of bags) {
    shop += bag.shop;
    presentment += bag.presentment;
  }
  return { shop, presentment };
}

export function subtractBags(left: Bag, right: Bag): Bag {
  return { shop: left.shop - right.shop, presentment: left.presentment - right.presentment };
}

export function timesBag(bag: Bag, count: number): Bag {
  return { shop: bag.shop * count, presentment: bag.presentment * count };
}

/** `part` of `whole` equal shares, rounded to the minor unit, half away from zero. */
export function shareBag(bag: Bag, part: number, whole: number): Bag {
  if (whole === 0) return zeroBag;
  return {
    shop: Math.round((bag.shop * part) / whole),
    presentment: Math.round((bag.presentment * part) / whole),
  };
}

export function minBag(left: Bag, right: Bag): Bag {
  return {
    shop: Math.min(left.shop, right.shop),
    presentment: Math.min(left.presentment, right.presentment),
  };
}

export function isZeroBag(bag: Bag): boolean {
  return bag.shop === 0 && bag.presentment === 0;
}

/** What a rate makes of an amount: added on top of it, or contained in it (`totalRate` is then the sum of all rates). */
export function taxOf(amount: Bag, rate: number, totalRate: number, included: boolean): Bag {
  const of = (minor: number): number => {
    const base = new Big(minor).times(rate);
    return Number((included ? base.div(new Big(1).plus(totalRate)) : base).round(0, 1).toString());
  };
  return { shop: of(amount.shop), presentment: of(amount.presentment) };
}

/** Splits an amount over weights in the order given; the parts add up to it exactly. */
export function spreadBag(total: Bag, weights: readonly number[]): readonly Bag[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let weightSoFar = 0;
  let given = zeroBag;
  return weights.map((weight) => {
    weightSoFar += weight;
    const due = shareBag(total, weightSoFar, whole);
    const part = subtractBags(due, given);
    given = due;
    return part;
  });
}

/** A shop amount as the customer sees it; `rate` is presentment units per shop unit, both in whole currency units. */
export function toBag(shopMinor: number, { currency, presentmentCurrency }: Currencies, rate: number): Bag {
  if (currency === presentmentCurrency) return { shop: shopMinor, presentment: shopMinor };
  const scale = new Big(10).pow(minorDigitsOf(presentmentCurrency) - minorDigitsOf(currency));
  return {
    shop: shopMinor,
    presentment: Number(new Big(shopMinor).times(rate).times(scale).round(0, 1).toString()),
  };
}

/** `"25.0"`: Shopify's GraphQL texts of amounts drop trailing zeros but keep one decimal. */
export function toGraphAmount(minor: number, currency: string): string {
  const [whole = '', fraction = ''] = toRestAmount(minor, currency).split('.');
  return `${whole}.${fraction.replace(/0+$/, '') || '0'}`;
}

/** `"25.00"`: the texts of webhooks carry all digits. Minor units are whole, so that a point is all they lack. */
export function toRestAmount(minor: number, currency: string): string {
  const digits = minorDigitsOf(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Minor units of a decimal text; rounds what the currency cannot hold. @throws Error when it is no number. */
export function toMinor(amount: string | number, currency: string): number {
  return Number(
    new Big(amount)
      .times(new Big(10).pow(minorDigitsOf(currency)))
      .round(0, 1)
      .toString(),
  );
}
