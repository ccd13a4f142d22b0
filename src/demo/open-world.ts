import type { Item } from './item.ts';
import { createOdooDesk } from './odoo-desk.ts';
import { openErp, WAREHOUSES } from './open-erp.ts';
import { openStore } from './open-store.ts';
import type { DemoOptions } from './options.ts';
import { storeProfiles } from './store-profiles.ts';
import { readErpBook } from './verdict/read-erp-book.ts';
import { readStoreBook } from './verdict/read-store-book.ts';
import type { World } from './world.ts';

const PLACES = ['main', 'east'] as const;
const SEEDS_APART = 20;

/** Starts all vendors with the same items and the same stock: every store shows both warehouses of the ERP. */
export async function openWorld(
  options: Pick<DemoOptions, 'seed' | 'plan' | 'stores'> & { readonly items: readonly Item[] },
): Promise<World> {
  const { items, seed, plan } = options;
  const erp = await openErp(items, seed + SEEDS_APART / 2);
  const stores = await Promise.all(
    storeProfiles
      .slice(0, options.stores)
      .map((profile, index) => openStore(items, profile, { plan, seed: seed + SEEDS_APART * (index + 1) })),
  );
  const skus = items.map(({ sku }) => sku);
  const places = PLACES.map((name, index) => ({
    name,
    warehouseId: erp.warehouseIds[index] ?? '',
    shownOn: Object.fromEntries(
      stores.map(({ settings, locationIds }) => [settings.name, locationIds[index] ?? '']),
    ),
  }));
  return {
    stores: stores.map(({ desk }) => desk),
    warehouse: createOdooDesk(erp.sandbox.erp, WAREHOUSES),
    skus: skus.length,
    boards: { stores: stores.map(({ sandbox }) => sandbox.faults), erp: erp.sandbox.faults },
    connections: { places, stores: stores.map(({ settings }) => settings), erp: erp.settings },
    readBooks: () => ({
      stores: stores.map(({ settings, sandbox }) =>
        readStoreBook(settings.name, sandbox.state, sandbox.shop.webhookStats()),
      ),
      erp: readErpBook(erp.sandbox.erp, skus, WAREHOUSES),
      places: places.flatMap(({ shownOn }, index) =>
        Object.entries(shownOn).map(([store, location]) => ({
          store,
          location,
          warehouse: WAREHOUSES[index] ?? '',
        })),
      ),
    }),
    isListenedTo: () => stores.every(({ sandbox }) => sandbox.subscriptions().length > 0),
    async close() {
      for (const { sandbox } of stores) await sandbox.close();
      await erp.sandbox.close();
    },
  };
}
