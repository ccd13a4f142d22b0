import { z } from 'zod';
import type { ChannelLevel } from '#domain/stock.ts';
import type { Fetched, Page } from '#sdk/capabilities.ts';
import { pageInfoShape } from './answer-shape.ts';
import { inBatches, mergeFetched } from './batches.ts';
import type { ShopifyClient } from './client.ts';
import { ITEM_LEVELS, ITEMS_BY_IDS, ITEMS_PAGE } from './operations/stock.ts';
import { sortRecords } from './record-shapes.ts';
import { itemShape, levelsShape, quantityNames, toChannelLevel, type VendorItem } from './stock-shape.ts';

const IDS_PER_CALL_MAX = 100;
const ITEMS_PER_PAGE = 100;
const LEVEL_PAGES_MAX = 100;

const nodesShape = z.object({ nodes: z.array(z.unknown()) });
const pageShape = z.object({
  inventoryItems: z.object({ pageInfo: pageInfoShape, nodes: z.array(z.unknown()) }),
});
const moreShape = z.object({ inventoryItem: z.object({ inventoryLevels: levelsShape }).nullable() });

/** All levels of these items, at all locations, inactive ones included. An id that is no item any more is left out. */
export async function readItems(client: ShopifyClient, ids: readonly string[]): Promise<Fetched<ChannelLevel>> {
  const batches = await inBatches(ids, IDS_PER_CALL_MAX, async (batch) => {
    const { data, sentAt, answeredAt, vendorAt } = await client.read({
      operation: ITEMS_BY_IDS,
      label: 'stock.read',
      shape: nodesShape,
      variables: { ids: [...batch], names: quantityNames },
    });
    const { items, refused } = sortRecords(data.nodes.filter((node) => node !== null), itemShape);
    const levels = await Promise.all(items.map((item) => levelsOf(client, item)));
    return { items: levels.flat(), refused, sentAt, answeredAt, vendorAt };
  });
  return mergeFetched(batches);
}

export async function readItemsPage(
  client: ShopifyClient,
  after: string | null,
): Promise<{ readonly levels: Page<ChannelLevel>; readonly next: string | null }> {
  const { data, sentAt, answeredAt } = await client.read({
    operation: ITEMS_PAGE,
    label: 'stock.all',
    shape: pageShape,
    variables: { first: ITEMS_PER_PAGE, after, names: quantityNames },
  });
  const { pageInfo, nodes } = data.inventoryItems;
  const { items, refused } = sortRecords(nodes, itemShape);
  const levels = await Promise.all(items.map((item) => levelsOf(client, item)));
  const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  return {
    levels: {
      items: levels.flat(),
      refused,
      cursor: next ?? '',
      complete: next === null,
      sentAt,
      answeredAt,
    },
    next,
  };
}

/** The levels that the first answer carried, and those on further pages: a shop may have a thousand locations. */
async function levelsOf(client: ShopifyClient, item: VendorItem): Promise<readonly ChannelLevel[]> {
  const levels = [...item.inventoryLevels.nodes];
  let { pageInfo } = item.inventoryLevels;
  for (let page = 1; pageInfo.hasNextPage && page < LEVEL_PAGES_MAX; page += 1) {
    const { data } = await client.read({
      operation: ITEM_LEVELS,
      label: 'stock.levels',
      shape: moreShape,
      variables: { id: item.id, after: pageInfo.endCursor, names: quantityNames },
    });
    if (data.inventoryItem === null) break;
    levels.push(...data.inventoryItem.inventoryLevels.nodes);
    ({ pageInfo } = data.inventoryItem.inventoryLevels);
  }
  return levels.map((level) => toChannelLevel(item, level));
}
