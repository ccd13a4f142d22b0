import type { Fetched, Page, StockTarget } from '#sdk/capabilities.ts';
import type { ChannelLevel } from '#domain/stock.ts';
import type { ShopifyClient } from './client.ts';
import { readItems, readItemsPage } from './read-stock.ts';
import { activateStock, lowerStock, setStock } from './set-stock.ts';
import type { ShopifySettings } from './settings.ts';

/** Shopify takes 250; a stale row refuses the whole batch without naming it, so smaller ones lose less. */
const BATCH_MAX = 100;
/** Shopify forgets a key after 24 hours, counted from its first use. */
const KEY_TTL_MS = 23 * 60 * 60 * 1_000;

export function createStockTarget(client: ShopifyClient, settings: ShopifySettings): StockTarget {
  return {
    idempotency: { by: 'key', keyTtlMs: KEY_TTL_MS, quarantineMs: settings.quarantineMs },
    compareAndSet: true,
    showsBelowZero: true,
    batchMax: BATCH_MAX,
    read: (inventoryItemIds): Promise<Fetched<ChannelLevel>> => readItems(client, inventoryItemIds),
    async *all(): AsyncGenerator<Page<ChannelLevel>> {
      let after: string | null = null;
      do {
        const page = await readItemsPage(client, after);
        yield page.levels;
        after = page.next;
      } while (after !== null);
    },
    activate: (cell, key) => activateStock(client, cell, key),
    set: (changes, key, reference) => setStock(client, changes, key, reference),
    lower: (lowerings, key, reference) => lowerStock(client, lowerings, key, reference),
  };
}
