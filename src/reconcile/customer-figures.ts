import { type ConsentChannel, consentChannels, lowest } from '#domain/consent.ts';
import type { Customer } from '#domain/customer.ts';
import type { Order } from '#domain/order.ts';
import type { CustomerFigures } from '#domain/segment.ts';
import type { ContactConsent } from '#sdk/ledger/customers.ts';

/** What the recorded orders of a customer say, added up page by page. */
export interface OrderHistory {
  /** Orders of the customer that the ledger has. */
  readonly seen: number;
  /** Of those that were not canceled. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly bought: ReadonlySet<string>;
}

export const NO_HISTORY: OrderHistory = { seen: 0, firstAt: null, lastAt: null, bought: new Set() };

/** @param skus those that anybody asks for; a customer of many orders takes no more room than one of few. */
export function addToHistory(
  history: OrderHistory,
  orders: readonly Order[],
  skus: ReadonlySet<string>,
): OrderHistory {
  const real = orders.filter(({ test }) => !test);
  const kept = real.filter(({ canceledAt }) => canceledAt === null);
  const times = kept.map(({ createdAt }) => createdAt);
  const bought = kept
    .flatMap(({ lines }) => lines)
    .flatMap(({ sku, quantity }) => (sku !== null && quantity > 0 && skus.has(sku) ? [sku] : []));
  return {
    seen: history.seen + real.length,
    firstAt: orNull(Math.min(history.firstAt ?? Infinity, ...times)),
    lastAt: orNull(Math.max(history.lastAt ?? -Infinity, ...times)),
    bought: new Set([...history.bought, ...bought]),
  };
}

interface Known {
  readonly store: string;
  readonly customer: Customer;
  readonly history: OrderHistory;
  /** What each system that counts says of the customer's address and number. */
  readonly consents: readonly ContactConsent[];
}

/** The figures that rules are judged by. The store's own sums are believed; the ledger may have seen a part of the orders only. */
export function figuresOf({ store, customer, history, consents }: Known): CustomerFigures {
  const { address, lifetime, tags } = customer;
  const isWhole = lifetime !== null && history.seen >= lifetime.orders;
  const country = address?.countryCode ?? null;
  const province = address?.provinceCode ?? null;
  const unseen = isWhole ? 'never' : null;
  return {
    store,
    orders: lifetime?.orders ?? null,
    spent: lifetime === null ? null : spentOf(lifetime),
    firstOrderAt: isWhole ? (history.firstAt ?? 'never') : null,
    // An order that was not seen is older than one that was.
    lastOrderAt: history.lastAt ?? unseen,
    bought: history.bought,
    isWhole,
    country,
    region: country === null || province === null ? null : `${country}-${province}`,
    tags,
    consents: Object.fromEntries(
      consentChannels.flatMap((channel) => {
        const state = stateOn(channel, consents);
        return state === null ? [] : [[channel, state]];
      }),
    ),
  };
}

function spentOf({ orders, spent }: NonNullable<Customer['lifetime']>): ReadonlyMap<string, number> {
  return orders === 0 ? new Map() : new Map([[spent.currency, spent.minor]]);
}

/** `never` is no statement, so it takes nothing away from what somebody else was told. */
function stateOn(channel: ConsentChannel, consents: readonly ContactConsent[]) {
  const states = consents.filter((said) => said.channel === channel).map(({ state }) => state);
  const [first, ...others] = states.filter((state) => state !== 'never');
  if (first !== undefined) return lowest([first, ...others]);
  return states.length === 0 ? null : 'never';
}

function orNull(moment: number): number | null {
  return Number.isFinite(moment) ? moment : null;
}
