import {
  activateLocation,
  addLocation,
  addProduct,
  deactivateLocation,
  deleteProduct,
  type LocationInput,
  type ProductInput,
  setSku,
  touchProduct,
} from './model/catalog.ts';
import type { Product, ShopLocation } from './model/records.ts';
import type { ShopState, StockEntry } from './model/state.ts';
import { createShopCustomers, type ShopCustomers } from './shop-customers.ts';
import { createShopOrders, type ShopOrders } from './shop-orders.ts';
import { createShopReturns, type ShopReturns } from './shop-returns.ts';
import { createShopStock, findVariant, type ShopStock } from './shop-stock.ts';
import type { WebhookStats } from './webhooks/emitter.ts';

/** The shop behind the API: what merchant and customers do in it, and its books. Amounts are minor units. */
export interface Shop extends ShopOrders, ShopReturns, ShopStock, ShopCustomers {
  addLocation(input: LocationInput): ShopLocation;
  /** Its stock stays and can be neither sold nor written. */
  deactivateLocation(locationId: string): void;
  activateLocation(locationId: string): void;
  addProduct(input: ProductInput): Product;
  deleteProduct(productId: string): void;
  /** Gives a variant another SKU, or none. */
  renameSku(variant: string, sku: string | null): void;
  /** Every change of a number that the shop sells from, oldest first. */
  readonly stockLog: readonly StockEntry[];
  /** Calls by the name of their operation; `token` for the grant. */
  readonly apiCalls: ReadonlyMap<string, number>;
  webhookStats(): WebhookStats;
}

export function createShop(
  state: ShopState,
  {
    apiCalls,
    webhookStats,
  }: { readonly apiCalls: ReadonlyMap<string, number>; readonly webhookStats: () => WebhookStats },
): Shop {
  const place = (locationId: string): ShopLocation => {
    const location = state.locations.get(locationId);
    if (location === undefined) throw new RangeError(`the shop has no location ${locationId}`);
    return location;
  };
  return {
    ...createShopOrders(state),
    ...createShopReturns(state),
    ...createShopStock(state),
    ...createShopCustomers(state),
    addLocation: (input) => addLocation(state, input),
    deactivateLocation: (locationId) => {
      deactivateLocation(state, place(locationId));
    },
    activateLocation: (locationId) => {
      activateLocation(state, place(locationId));
    },
    addProduct: (input) => addProduct(state, input),
    deleteProduct(productId) {
      const product = state.products.get(productId);
      if (product === undefined) throw new RangeError(`the shop has no product ${productId}`);
      deleteProduct(state, product);
    },
    renameSku(name, sku) {
      const variant = findVariant(state, name);
      setSku(state, variant, sku);
      touchProduct(state, variant.product);
    },
    stockLog: state.stockLog,
    apiCalls,
    webhookStats,
  };
}
