import type { Basket } from './basket.ts';
import type { Chance } from './chance.ts';
import { inventCustomer } from './invent-customer.ts';
import type { Discount, NewLine, NewOrder, PlaceIndex, StoreDesk } from './store-desk.ts';

/** The taxes of the demo's shop; the configuration maps them to the ERP's. */
export const US_TAX = { title: 'State Tax', rate: 0.0725 };
export const DE_TAX = { title: 'MwSt', rate: 0.19 };

const SHIPPING_MINOR = [0, 495, 995] as const;
const PERCENTS = [5, 10, 15, 33] as const;
const shares = {
  percentDiscount: 0.15,
  amountDiscount: 0.08,
  tip: 0.06,
  foreign: 0.1,
  unpaid: 0.1,
  east: 0.4,
} as const;
/** What a customer from abroad pays in, by the shop's own currency. */
const FOREIGN: Readonly<Record<string, { readonly currency: string; readonly rate: number }>> = {
  USD: { currency: 'EUR', rate: 0.92 },
  EUR: { currency: 'USD', rate: 1.09 },
};

/** A customer's order of what the store offers of a basket; undefined when nothing of it is left anywhere. */
export function composeOrder(basket: Basket, desk: StoreDesk, chance: Chance): NewOrder | undefined {
  const customer = inventCustomer(chance, basket.customer, basket.country);
  const [main, ...others] = desk.places;
  const first = chance.hits(shares.east) ? chance.pick(others) : main;
  const offered = desk.places
    .toSorted((a, b) => Number(b === first) - Number(a === first))
    .map((place) => ({ place, lines: linesOffered(basket, place, desk) }))
    .find(({ lines }) => lines.length > 0);
  if (offered === undefined) return undefined;
  const isGerman = customer.countryCode === 'DE';
  return {
    ...offered,
    discount: inventDiscount(chance),
    shippingMinor: chance.pick(SHIPPING_MINOR),
    tipMinor: chance.hits(shares.tip) ? chance.between(1, 10) * 50 : 0,
    tax: isGerman
      ? { ...DE_TAX, isIncluded: true }
      : customer.countryCode === 'US'
        ? { ...US_TAX, isIncluded: false }
        : null,
    ...(chance.hits(shares.foreign) ? { presentment: FOREIGN[desk.currency] } : {}),
    customer,
    isPaid: !chance.hits(shares.unpaid),
  };
}

/** A place ships what it has: less than the customer wants when there is less, nothing of what is gone. */
function linesOffered(basket: Basket, place: PlaceIndex, desk: StoreDesk): readonly NewLine[] {
  const left = new Map<string, number>();
  return basket.lines.flatMap(({ sku, quantity, priceMinor }) => {
    const offered = left.get(sku) ?? Math.max(0, desk.offers(sku, place));
    const taken = Math.min(quantity, offered);
    left.set(sku, offered - taken);
    return taken > 0 ? [{ sku, quantity: taken, priceMinor }] : [];
  });
}

function inventDiscount(chance: Chance): Discount | undefined {
  if (chance.hits(shares.percentDiscount)) {
    const percent = chance.pick(PERCENTS);
    return { code: `SAVE${percent}`, percent };
  }
  return chance.hits(shares.amountDiscount) ? { code: 'WELCOME', amountMinor: 250 } : undefined;
}
