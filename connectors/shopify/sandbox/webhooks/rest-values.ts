import { type Bag, type Currencies, toRestAmount } from '../model/money-math.ts';
import type { Address } from '../model/people-records.ts';
import type { Tax } from '../model/records.ts';
import type { ShopState } from '../model/state.ts';

/** Webhooks write times in the shop's own offset, `2021-12-31T19:00:00-05:00`. */
export function restTime(state: ShopState, at: number | null): string | null {
  if (at === null) return null;
  const { utcOffset } = state.settings;
  const sign = utcOffset.startsWith('-') ? -1 : 1;
  const [hours = 0, minutes = 0] = utcOffset.slice(1).split(':').map(Number);
  const shifted = new Date(at + sign * (hours * 60 + minutes) * 60_000);
  return `${shifted.toISOString().slice(0, 19)}${utcOffset}`;
}

/** `*_set` of REST: two decimals, `currency_code`. */
export function restSet(bag: Bag, { currency, presentmentCurrency }: Currencies) {
  return {
    shop_money: { amount: toRestAmount(bag.shop, currency), currency_code: currency },
    presentment_money: {
      amount: toRestAmount(bag.presentment, presentmentCurrency),
      currency_code: presentmentCurrency,
    },
  };
}

/** An amount of the shop beside its set: `total_price` and `total_price_set`. */
export function restPair(name: string, bag: Bag, currencies: Currencies): Record<string, unknown> {
  return { [name]: toRestAmount(bag.shop, currencies.currency), [`${name}_set`]: restSet(bag, currencies) };
}

export function restTax(tax: Tax, currencies: Currencies) {
  return {
    channel_liable: false,
    price: toRestAmount(tax.amount.shop, currencies.currency),
    price_set: restSet(tax.amount, currencies),
    rate: tax.rate,
    title: tax.title,
  };
}

export function restAddress(address: Address | null) {
  if (address === null) return null;
  const { firstName, lastName } = address;
  return {
    first_name: firstName,
    last_name: lastName,
    name: [firstName, lastName].filter((part) => part !== null).join(' '),
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.province,
    province_code: address.provinceCode,
    country: address.country,
    country_code: address.countryCode,
    zip: address.zip,
    phone: address.phone,
    latitude: null,
    longitude: null,
  };
}
