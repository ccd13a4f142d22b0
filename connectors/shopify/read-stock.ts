import { z } from 'zod';
import type { ChannelLevel } from '#domain/stock.ts';
import type { Fetched, Page } from '#sdk/capabilities.ts';
import { TransientError } from '#sdk/errors.ts';
import { pageInfoShape } from './answer-shape.ts';
import { inBatches, mergeFetched, mergeSpans, type Span } from './batches.ts';
import type { ShopifyClient } from './client.ts';
import { nextCursor } from './next-cursor.ts';
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
export async function readItems(
  client: ShopifyClient,
  ids: readonly string[],
): Promise<Fetched<ChannelLevel>> {
  const batches = await inBatches(ids, IDS_PER_CALL_MAX, async (batch) => {
    const answer = await client.read({
      operation: ITEMS_BY_IDS,
      label: 'stock.read',
      shape: nodesShape,
      variables: { ids: [...batch], names: quantityNames },
    });
    return toLevels(client, answer.data.nodes, answer);
  });
  return mergeFetched(batches);
}

export async function readItemsPage(
  client: ShopifyClient,
  after: string | null,
): Promise<{ readonly levels: Page<ChannelLevel>; readonly next: string | null }> {
  const answer = await client.read({
    operation: ITEMS_PAGE,
    label: 'stock.all',
    shape: pageShape,
    variables: { first: ITEMS_PER_PAGE, after, names: quantityNames },
  });
  const { pageInfo, nodes } = answer.data.inventoryItems;
  const { items, refused, sentAt, answeredAt } = await toLevels(client, nodes, answer);
  const next = nextCursor(pageInfo, after, 'stock.all');
  return {
    levels: { items, refused, cursor: next ?? '', complete: next === null, sentAt, answeredAt },
    next,
  };
}

async function toLevels(
  client: ShopifyClient,
  nodes: readonly unknown[],
  { sentAt, answeredAt, vendorAt }: Span,
): Promise<Fetched<ChannelLevel>> {
  // A deleted item is a null in the list; an id of another kind is an object without fields.
  const { items, refused } = sortRecords(
    nodes.filter((node) => node !== null),
    itemShape,
  );
  const levels: ChannelLevel[] = [];
  const spans: Span[] = [{ sentAt, answeredAt, vendorAt }];
  for (const item of items) {
    levels.push(...item.inventoryLevels.nodes.map((level) => toChannelLevel(item, level)));
    if (!item.inventoryLevels.pageInfo.hasNextPage) continue;
    const more = await readMoreLevels(client, item);
    levels.push(...more.items);
    spans.push(more);
  }
  return { items: levels, refused, ...mergeSpans(spans) };
}

/** The levels that did not fit the first answer: a shop may have a thousand locations. */
async function readMoreLevels(client: ShopifyClient, item: VendorItem): Promise<Fetched<ChannelLevel>> {
  const answers: Fetched<ChannelLevel>[] = [];
  let { pageInfo } = item.inventoryLevels;
  while (pageInfo.hasNextPage) {
    if (answers.length === LEVEL_PAGES_MAX)
      throw new TransientError('an item has more levels than a shop can have');
    const answer = await client.read({
      operation: ITEM_LEVELS,
      label: 'stock.levels',
      shape: moreShape,
      variables: { id: item.id, after: pageInfo.endCursor, names: quantityNames },
    });
    const { inventoryItem } = answer.data;
    if (inventoryItem === null) throw new TransientError('an item was deleted while it was read');
    const items = inventoryItem.inventoryLevels.nodes.map((level) => toChannelLevel(item, level));
    answers.push({ items, refused: [], ...mergeSpans([answer]) });
    ({ pageInfo } = inventoryItem.inventoryLevels);
  }
  return mergeFetched(answers);
}
