import { z } from 'zod';
import type { Listing } from '#domain/stock.ts';
import type { CatalogSource, Page } from '#sdk/capabilities.ts';
import { changedRows } from './changes.ts';
import type { Client } from './client.ts';
import { parseRows, text } from './records.ts';

const PRODUCTS_MAX = 500;

/** Odoo's product variants; the SKU is the internal reference, byte for byte. Archived ones are listed as not active. */
export function createCatalogSource(client: Client): CatalogSource {
  return {
    changedSince: (cursor) => listings(client, cursor),
    all: () => listings(client, null),
  };
}

const productRow = z.object({
  id: z.int(),
  default_code: text,
  name: z.string(),
  active: z.boolean(),
  type: z.string(),
  is_storable: z.boolean().optional(),
});

/** A change of the template (name, kind) and one of the variant (archive, cost) move different stamps: both are asked. */
async function* listings(client: Client, cursor: string | null): AsyncGenerator<Page<Listing>> {
  const flags = (await client.fields('product.product')).has('is_storable') ? ['is_storable'] : [];
  const pages = changedRows(client, cursor, {
    model: 'product.product',
    fields: ['default_code', 'name', 'active', 'type', ...flags],
    domain: [],
    stamps: ['write_date', 'product_tmpl_id.write_date'],
    limit: PRODUCTS_MAX,
    context: { active_test: false },
  });
  for await (const { result, answer, cursor: next, complete } of pages) {
    const { rows, refused } = parseRows(productRow, result, 'product.product', flags);
    const items = rows.map((row) => ({
      id: String(row.id),
      sku: row.default_code,
      inventoryItemId: String(row.id),
      title: row.name,
      tracked: row.is_storable ?? row.type === 'product',
      active: row.active,
    }));
    yield { items, refused, cursor: next, complete, sentAt: answer.sentAt, answeredAt: answer.answeredAt };
  }
}
