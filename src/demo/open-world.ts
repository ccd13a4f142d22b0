import { DEMO_STORE } from '#config/demo.ts';
import type { Item } from './item.ts';
import { createOdooDesk } from './odoo-desk.ts';
import { openErp, WAREHOUSES } from './open-erp.ts';
import { openStore } from './open-store.ts';
import type { DemoOptions } from './options.ts';
import { readErpBook } from './verdict/read-erp-book.ts';
import { readStoreBook } from './verdict/read-store-book.ts';
import type { World } from './world.ts';

const PLACES = ['main', 'east'] as const;

/** Starts both vendors with the same items and the same stock. */
export async function openWorld(
  options: Pick<DemoOptions, 'seed' | 'plan'> & { readonly items: readonly Item[] },
): Promise<World> {
  const { items, seed } = options;
  const erp = await openErp(items, seed + 10);
  const store = await openStore(items, { ...options, seed: seed + 20 });
  const skus = items.map(({ sku }) => sku);
  const places = PLACES.map((name, index) => ({
    name,
    warehouseId: erp.warehouseIds[index] ?? '',
    locationId: store.locationIds[index] ?? '',
  }));
  return {
    store: store.desk,
    warehouse: createOdooDesk(erp.sandbox.erp, WAREHOUSES),
    skus: skus.length,
    boards: { store: store.sandbox.faults, erp: erp.sandbox.faults },
    connections: { places, store: store.settings, erp: erp.settings },
    readBooks: () => ({
      stores: [readStoreBook(DEMO_STORE, store.sandbox.state, store.sandbox.shop.webhookStats())],
      erp: readErpBook(erp.sandbox.erp, skus, WAREHOUSES),
      places: places.map(({ locationId }, index) => ({
        store: DEMO_STORE,
        location: locationId,
        warehouse: WAREHOUSES[index] ?? '',
      })),
    }),
    isListenedTo: () => store.sandbox.subscriptions().length > 0,
    async close() {
      await store.sandbox.close();
      await erp.sandbox.close();
    },
  };
}
