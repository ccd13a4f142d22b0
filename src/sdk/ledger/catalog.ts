import type { Listing } from '#domain/stock.ts';

export interface CatalogRepository {
  /** Records what a system's catalog said. Returns the SKUs whose listing appeared, vanished or moved to another id. */
  record(connection: string, listings: readonly Listing[], now: number): Promise<readonly string[]>;
  /** All listings of these SKUs. Several for one SKU are possible, and a fault that the caller must see. */
  bySku(connection: string, skus: readonly string[]): Promise<readonly Listing[]>;
  byId(connection: string, ids: readonly string[]): Promise<readonly Listing[]>;
  byInventoryItem(connection: string, ids: readonly string[]): Promise<readonly Listing[]>;
  /** In order of id, after this one; for sweeps and for `check`. */
  page(connection: string, afterId: string | null, limit: number): Promise<readonly Listing[]>;
  /** SKUs that two or more active listings of the connection carry. */
  duplicateSkus(connection: string, limit: number): Promise<readonly string[]>;
  count(connection: string): Promise<number>;
}
