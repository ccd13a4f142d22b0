import type { Bundles } from '#domain/bundle.ts';
import type { Address } from '#domain/order.ts';
import type { RoutingFacts } from '#reconcile/routing.ts';
import type { RoutingRule, RoutingSetting } from '#sdk/order-settings.ts';
import { nobody } from './make-order.ts';

export const ROUTING_LOCATIONS = ['berlin', 'paris', 'closed'] as const;
const locations = ROUTING_LOCATIONS.map((name, index) => ({
  authority: { connection: 'erp', locationId: String(index + 1) },
  takesRequests: false,
  statesShipments: true,
  stockLagMs: 0,
  quantityKind: 'on-hand' as const,
  unitsPer: () => 1,
  name,
  shippedBy: `3pl-${name}`,
  active: name !== 'closed',
  shownOn: { store: `L${index + 1}` },
  bookedAt: {},
}));

const bundles: Bundles = new Map([['SET', { parts: new Map([['A', 2]]), stocked: false }]]);
export type Shelves = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Berlin and Paris ship; the third location was deactivated. */
export function routingFacts(shelves: Shelves = {}, change: Partial<RoutingFacts> = {}): RoutingFacts {
  return {
    channel: 'store',
    locations,
    bundles,
    tagsOf: () => [],
    atHand: (sku, location) => shelves[location]?.[sku] ?? null,
    ...change,
  };
}

const anyRule: RoutingRule = {
  name: 'any',
  priority: 0,
  countries: [],
  regions: [],
  skus: [],
  tags: [],
  shipFrom: [...ROUTING_LOCATIONS],
  stock: 'at-hand',
};

export function byRules(rules: readonly Partial<RoutingRule>[], split: RoutingSetting['split'] = 'allow') {
  return { by: 'rules' as const, split, rules: rules.map((rule) => ({ ...anyRule, ...rule })) };
}

export const byChannel: RoutingSetting = { by: 'channel', split: 'allow', rules: [] };

export function toDestination(countryCode: string, provinceCode: string | null = null) {
  const delivery: Address = {
    name: null,
    company: null,
    street: null,
    street2: null,
    city: null,
    zip: null,
    provinceCode,
    countryCode,
    phone: null,
  };
  return { personal: { ...nobody, delivery } };
}
