import { z } from 'zod';
import type { Listing } from '#domain/stock.ts';
import type { CatalogSource, Page } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import { pageInfoShape } from './answer-shape.ts';
import { changedSinceQuery } from './changed-records.ts';
import type { Answered, ShopifyClient } from './client.ts';
import { nextCursor } from './next-cursor.ts';
import { VARIANTS_PAGE } from './operations/catalog.ts';
import { timeShape } from './order-shape.ts';
import { sortRecords } from './record-shapes.ts';
import type { ShopifySettings } from './settings.ts';

const PAGE_SIZE = 250;
const sellableStatuses = new Set(['ACTIVE', 'UNLISTED']);

const pageShape = z.object({
  productVariants: z.object({ pageInfo: pageInfoShape, nodes: z.array(z.unknown()) }),
});

const variantShape = z.object({
  id: z.string(),
  sku: z.string().nullable(),
  displayName: z.string(),
  updatedAt: timeShape,
  product: z.object({ status: z.string() }),
  inventoryItem: z.object({ id: z.string(), tracked: z.boolean() }),
});

const cursorShape = z.object({ updatedAt: z.int().min(0) });

/**
 * Variants as listings. A variant's stamp moves when it is edited itself; a change of its product's status or of its
 * stock tracking does not always move it, so only `all` is complete.
 */
export function createCatalogSource(client: ShopifyClient, settings: ShopifySettings): CatalogSource {
  return {
    changedSince(cursor) {
      const from = cursor === null ? null : readCursor(cursor);
      return pages(client, from, from === null ? null : from - settings.overlapMs);
    },
    all: () => pages(client, null, null),
  };
}

/**
 * Sorted by id, because variants cannot be sorted by their stamp: so the cursor moves only with the last page of a pass.
 */
async function* pages(
  client: ShopifyClient,
  cursor: number | null,
  from: number | null,
): AsyncGenerator<Page<Listing>> {
  const reached = { before: cursor ?? 0, now: cursor ?? 0 };
  let after: string | null = null;
  do {
    const answer: Answered<z.output<typeof pageShape>> = await client.read({
      operation: VARIANTS_PAGE,
      label: 'catalog.page',
      shape: pageShape,
      variables: { first: PAGE_SIZE, after, query: from === null ? null : changedSinceQuery(from) },
    });
    const { pageInfo, nodes } = answer.data.productVariants;
    const { items, refused } = sortRecords(nodes, variantShape);
    after = nextCursor(pageInfo, after, 'catalog.page');
    reached.now = Math.max(reached.now, ...items.map((variant) => variant.updatedAt));
    yield {
      items: items.map(toListing),
      refused,
      cursor: JSON.stringify({ updatedAt: after === null ? reached.now : reached.before }),
      complete: after === null,
      sentAt: answer.sentAt,
      answeredAt: answer.answeredAt,
    };
  } while (after !== null);
}

function toListing(variant: z.output<typeof variantShape>): Listing {
  return {
    id: variant.id,
    sku: variant.sku === '' ? null : variant.sku,
    inventoryItemId: variant.inventoryItem.id,
    title: variant.displayName,
    tracked: variant.inventoryItem.tracked,
    active: sellableStatuses.has(variant.product.status),
  };
}

function readCursor(cursor: string): number {
  try {
    return cursorShape.parse(JSON.parse(cursor)).updatedAt;
  } catch (cause) {
    throw new RejectedError('the stored cursor of the catalog is unusable', { code: 'cursor', cause });
  }
}
