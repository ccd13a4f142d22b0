import { readErpBook } from '#demo/verdict/read-erp-book.ts';
import { readStoreBook } from '#demo/verdict/read-store-book.ts';
import type { Books, StoreOrder } from '#demo/verdict/books.ts';
import { partsOf } from '#demo/verdict/recipes.ts';
import { referenceOf } from '#demo/verdict/references.ts';
import { besideErp, toldOf } from '#demo/verdict/beside-erp.ts';
import { readWarehouseBook } from '#demo/verdict/read-warehouse-book.ts';
import { DEPOT } from '../world/depot.ts';
import {
  RECIPES,
  SHELVES,
  STAND_IN,
  type Store,
  SKUS,
  type StoreName,
  type Vendors,
  WAREHOUSES,
} from '../world/vendors.ts';

/** What the vendors themselves know, and nobody else has to: the reference that the sync is held against. */
export interface Truth {
  books(): Books;
  /** The warehouse that a location of a store shows, or null for one that nobody counts. */
  warehouseOf(store: StoreName, locationId: string): string | null;
  /** Of a plain item: physical units, less what is owed to open orders of all stores and what the ERP may still ship of canceled ones. */
  sellable(sku: string, warehouse: string): number;
  /** Units that an order still takes from the warehouse, by the later word of store and ERP. */
  owed(
    store: StoreName,
    orderId: string,
    place: { readonly sku: string; readonly warehouse: string },
  ): number;
  /** Units that the channel itself still holds back for an order, whatever the ERP may do. */
  heldBack(
    store: StoreName,
    orderId: string,
    place: { readonly sku: string; readonly warehouse: string },
  ): number;
  /** Of these units of a part, those that the order has under this SKU: by itself, or in a bundle. */
  soldAs(
    store: StoreName,
    orderId: string,
    place: { readonly sku: string; readonly warehouse: string },
    part: string,
  ): number;
  /** Whether a parcel of this order has left. */
  hasLeft(store: StoreName, orderId: string): boolean;
  /** Whether the 3PL is to ship this order, by its reference. */
  isForDepot(reference: string): boolean;
  /** Whether store and ERP say the same total, so that it may be shipped. */
  isAgreed(reference: string): boolean;
  readonly stores: readonly Store[];
}

export function createTruth(vendors: Vendors): Truth {
  const { stores } = vendors;
  const { erp } = vendors.erp;
  const { depot } = vendors;
  const books = (): Books => {
    const other = readWarehouseBook(depot.sandbox.state, DEPOT);
    const erpBook = readErpBook(erp, SKUS, WAREHOUSES);
    return {
      stores: stores.map(({ name, model }) => readStoreBook(name, model.state, model.shop.webhookStats())),
      erp: besideErp(erpBook, other, STAND_IN),
      places: stores.flatMap(({ name, locationIds }) =>
        locationIds.flatMap((location, index) =>
          isShared(name, index) ? [{ store: name, location, warehouse: SHELVES[index] ?? '' }] : [],
        ),
      ),
      recipes: RECIPES,
      thirdParty: {
        warehouse: DEPOT,
        requests: other.requests,
        told: toldOf(erpBook, STAND_IN),
        expected: other.expected,
      },
    };
  };
  const isForDepot = (reference: string): boolean => {
    const [name, ...rest] = reference.split(':');
    const store = stores.find((one) => one.name === name);
    const fulfillmentOrders = store?.model.shop.order(rest.join(':')).fulfillmentOrders ?? [];
    return fulfillmentOrders.some(({ locationId }) => locationId === store?.locationIds[2]);
  };
  const warehouseOf: Truth['warehouseOf'] = (store, locationId) => {
    const index = stores.find(({ name }) => name === store)?.locationIds.indexOf(locationId) ?? -1;
    return index >= 0 && isShared(store, index) ? (SHELVES[index] ?? null) : null;
  };
  const unitsOf = (store: StoreName, order: StoreOrder, sku: string, warehouse: string): number =>
    order.canceledAtMs !== null
      ? 0
      : order.lines
          .flatMap((line) => {
            const [, each] = partsOf(line.sku ?? '', RECIPES).find(([part]) => part === sku) ?? [sku, 0];
            return line.units.map(({ location, quantity }) => ({ location, quantity: quantity * each }));
          })
          .filter(({ location }) => warehouseOf(store, location) === warehouse)
          .reduce((sum, { quantity }) => sum + quantity, 0);
  const orderOf = (all: Books, store: StoreName, orderId: string): StoreOrder | undefined =>
    all.stores.find(({ name }) => name === store)?.orders.find(({ id }) => id === orderId);
  const owedOf = (
    all: Books,
    store: StoreName,
    order: StoreOrder,
    sku: string,
    warehouse: string,
  ): number => {
    const reference = referenceOf(store, order.id);
    const units = unitsOf(store, order, sku, warehouse);
    const shipped = all.erp.parcels
      .filter((parcel) => parcel.reference === reference && parcel.warehouse === warehouse)
      .reduce((sum, parcel) => sum + (parcel.units[sku] ?? 0), 0);
    return Math.max(0, units - shipped, stillShippable(reference, sku, warehouse));
  };
  /** The ERP books what the depot ships, too; its own people leave that alone. */
  const stillShippable = (reference: string, sku: string, warehouse: string): number => {
    if (warehouse === DEPOT) return stillAskedFor(reference, sku);
    return isForDepot(reference) ? 0 : inOpenPickings(reference, sku, warehouse);
  };
  const stillAskedFor = (reference: string, sku: string): number =>
    depot.sandbox.books
      .orders()
      .filter((request) => request.reference.replace(/\/\d+$/u, '') === reference)
      .reduce((sum, { openUnits }) => sum + (openUnits[sku] ?? 0), 0);
  const inOpenPickings = (reference: string, sku: string, warehouse: string): number =>
    erp
      .pickings()
      .filter(
        ({ kind, state, clientOrderRef, warehouse: from }) =>
          kind === 'outgoing' &&
          state !== 'done' &&
          state !== 'cancel' &&
          clientOrderRef === reference &&
          from === warehouse,
      )
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => sum + (line.sku === sku ? line.demand : 0), 0);
  return {
    stores,
    books,
    warehouseOf,
    sellable(sku, warehouse) {
      const all = books();
      const owed = all.stores.flatMap((store) =>
        store.orders.map((order) => owedOf(all, store.name as StoreName, order, sku, warehouse)),
      );
      const onHand = warehouse === DEPOT ? depot.onHand(sku) : erp.onHand(sku, warehouse);
      return onHand - owed.reduce((sum, units) => sum + units, 0);
    },
    soldAs(store, orderId, { sku, warehouse }, part) {
      const order = orderOf(books(), store, orderId);
      const lines = order?.lines.filter((line) => line.sku === sku) ?? [];
      return order === undefined ? 0 : unitsOf(store, { ...order, lines }, part, warehouse);
    },
    owed(store, orderId, { sku, warehouse }) {
      const all = books();
      const order = orderOf(all, store, orderId);
      return order === undefined ? 0 : owedOf(all, store, order, sku, warehouse);
    },
    heldBack(store, orderId, { sku, warehouse }) {
      const order = orderOf(books(), store, orderId);
      return order === undefined ? 0 : unitsOf(store, order, sku, warehouse);
    },
    isForDepot,
    hasLeft: (store, orderId) =>
      books().erp.parcels.some(({ reference }) => reference === referenceOf(store, orderId)),
    isAgreed(reference) {
      const [name, ...rest] = reference.split(':');
      const store = stores.find((one) => one.name === name);
      const booked = erp.saleOrders().find(({ clientOrderRef }) => clientOrderRef === reference);
      if (store === undefined || booked === undefined) return false;
      const order = store.model.shop.order(rest.join(':'));
      return order.cancelledAt === null && store.model.shop.totalOf(order.id) === booked.totalMinor;
    },
  };
}

/** The second warehouse ships for the first store alone. */
function isShared(store: string, index: number): boolean {
  return index !== 1 || store === 'store-a';
}
