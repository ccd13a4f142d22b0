import { z } from 'zod';
import type { Listing } from '#domain/stock.ts';
import type { CatalogSource, Page, RefusedRecord } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import { text } from '#sdk/records.ts';
import { API, type Client } from './client.ts';
import { linkedPages } from './linked-pages.ts';
import { parseRows } from './records.ts';

const LIST = `${API}/product`;

const product = z.object({ name: text, variants: z.array(z.unknown()).nullable() });
const variant = z.object({
  id: z.int(),
  name: text,
  sku: text,
  /** "Active" or "Inactive", for example; only the first is offered. */
  status: z.string(),
  is_digital: z.boolean(),
  inventory: z.object({ inventory_id: z.int().nullable() }),
  bundle_definition: z.array(z.unknown()).nullish(),
});

/**
 * ShipBob's variants. A listing's id is the id of the inventory in which its units are counted. Bundles and
 * digital goods have none: the units of the one are those of its parts, of the other nothing is stored. Always the whole list: what moves
 * the stamp of a product is not published.
 */
export function createCatalogSource(client: Client): CatalogSource {
  return {
    changedSince: (cursor) => listings(client, parseCursor(cursor)),
    all: () => listings(client, null),
  };
}

async function* listings(client: Client, next: string | null): AsyncGenerator<Page<Listing>> {
  const from = next ?? `${LIST}?PageSize=${client.settings.pageSize}`;
  for await (const page of linkedPages(client, { from, operation: 'catalog.products' })) {
    const { sentAt, answeredAt, vendorAt } = page;
    const cursor = page.next ?? 'whole';
    yield { ...listingsOf(page.data), cursor, complete: page.next === null, sentAt, answeredAt, vendorAt };
  }
}

function listingsOf(raws: readonly unknown[]): Pick<Page<Listing>, 'items' | 'refused'> {
  const products = parseRows(product, raws, 'product');
  const items: Listing[] = [];
  const refused: RefusedRecord[] = [...products.refused];
  for (const { name, variants } of products.rows) {
    const parsed = parseRows(variant, variants ?? [], 'product.variants');
    refused.push(...parsed.refused);
    for (const row of parsed.rows) {
      const { inventory_id: id } = row.inventory;
      if (row.is_digital || (row.bundle_definition ?? []).length > 0) continue;
      if (id === null) {
        refused.push({ id: String(row.id), reason: 'product.variants.inventory.inventory_id: missing' });
        continue;
      }
      items.push({
        id: String(id),
        sku: row.sku,
        inventoryItemId: String(id),
        title: row.name ?? name ?? row.sku ?? String(id),
        tracked: true,
        active: row.status === 'Active',
      });
    }
  }
  return { items, refused };
}

function parseCursor(cursor: string | null): string | null {
  if (cursor === null || cursor === 'whole') return null;
  if (cursor.startsWith(`${LIST}?`)) return cursor;
  throw new RejectedError('the cursor of this pull is not one of the ShipBob connector', {
    code: 'bad-cursor',
  });
}
