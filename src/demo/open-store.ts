import { defaultScopes, scopesWithCustomers } from '#connectors/shopify/sandbox/options.ts';
import { type ShopifySandbox, startShopifySandbox } from '#connectors/shopify/sandbox/start.ts';
import type { DemoStore } from '#config/demo.ts';
import { recipesOf } from './invent-bundles.ts';
import type { Item } from './item.ts';
import type { DemoOptions } from './options.ts';
import type { ThirdPartyShelf } from './open-third-party.ts';
import type { StoreProfile } from './store-profiles.ts';
import { GHOST_SKU, NAMELESS_ITEM, TWIN_SKU } from './planted-orders.ts';
import { createShopifyDesk } from './shopify-desk.ts';
import type { StoreDesk } from './store-desk.ts';
import { makeable } from './verdict/recipes.ts';

/** Units of the items that the ERP cannot book: enough that they never run out. */
const PLANTED_UNITS = 1_000;
/** A refused delivery is tried again soon: a demo has no hours. */
const WEBHOOK_RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000];

export interface OpenStore {
  readonly sandbox: ShopifySandbox;
  /** Ids of the locations, in the order of the places. */
  readonly locationIds: readonly string[];
  readonly desk: StoreDesk;
  readonly settings: DemoStore;
}

export interface OpenStoreOptions extends Pick<DemoOptions, 'seed' | 'plan'> {
  /** What a 3PL keeps for it; absent: there is none. */
  readonly thirdParty?: ThirdPartyShelf | undefined;
  /** Whether its customers are told to anybody. */
  readonly feedsMail?: boolean | undefined;
  /** Whether it agrees to take goods back before they arrive. */
  readonly takesReturns?: boolean | undefined;
}

/** A Shopify store with every item on both shelves, and three items that make trouble. */
export async function openStore(
  items: readonly Item[],
  profile: StoreProfile,
  { seed, plan, thirdParty, feedsMail = false, takesReturns = false }: OpenStoreOptions,
): Promise<OpenStore> {
  const { name, currency } = profile;
  const sandbox = await startShopifySandbox({
    seed,
    plan,
    currency,
    idsFrom: profile.idsFrom,
    shopDomain: `${name}.myshopify.com`,
    scopes: [...(feedsMail ? scopesWithCustomers : defaultScopes), ...(takesReturns ? ['read_returns'] : [])],
    allowLoopbackWebhooks: true,
    webhookRetryDelaysMs: WEBHOOK_RETRY_DELAYS_MS,
  });
  const { shop } = sandbox;
  const [main, east] = [shop.addLocation({ name: 'Main' }).id, shop.addLocation({ name: 'East' }).id];
  const third = thirdParty === undefined ? undefined : shop.addLocation({ name: 'Fulfillment center' }).id;
  const locationIds = [main, east, ...(third === undefined ? [] : [third])];
  const recipes = recipesOf(items);
  for (const { sku, title, priceMinor, stock } of items) {
    const own = { [main]: stock[0], [east]: stock[1] };
    const inventory = { ...(recipes.has(sku) ? {} : own), ...atThird(sku, third) };
    shop.addProduct({ title, variants: [{ sku, priceMinor, inventory }] });
  }
  function atThird(sku: string, location: string | undefined): Record<string, number> {
    if (location === undefined || thirdParty === undefined) return {};
    if (!recipes.has(sku) && !thirdParty.has(sku)) return {};
    return { [location]: makeable(sku, recipes, (part) => thirdParty.get(part) ?? 0) };
  }
  const inventory = { [main]: PLANTED_UNITS, [east]: PLANTED_UNITS };
  const add = (title: string, sku: string | null): string =>
    shop.addProduct({ title, variants: [{ sku, priceMinor: 1_000, inventory }] }).variants[0]?.id ?? '';
  add('Ghost', GHOST_SKU);
  add('Twin', TWIN_SKU);
  const variants = new Map([[NAMELESS_ITEM, add('Nameless', null)]]);
  const { url, shopDomain, clientId, clientSecret } = sandbox;
  return {
    sandbox,
    locationIds,
    desk: createShopifyDesk(shop, { locationIds, variants, currency, bundles: new Set(recipes.keys()) }),
    settings: { name, url, shop: shopDomain, clientId, clientSecret, plan, takesReturns },
  };
}
