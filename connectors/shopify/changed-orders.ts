import { z } from 'zod';
import type { OrderHeader, Page } from '#sdk/capabilities.ts';
import { pageInfoShape } from './answer-shape.ts';
import { changedRecords, changedSinceQuery } from './changed-records.ts';
import type { ShopifyClient } from './client.ts';
import { nextCursor } from './next-cursor.ts';
import { ORDER_HEADERS } from './operations/orders.ts';
import { timeShape } from './order-shape.ts';
import { sortRecords } from './record-shapes.ts';
import type { ShopifySettings } from './settings.ts';

const pageShape = z.object({ orders: z.object({ pageInfo: pageInfoShape, nodes: z.array(z.unknown()) }) });
const headerShape = z.object({ id: z.string(), updatedAt: timeShape });

/** The ids of all orders changed since the cursor, oldest change first; see `changedRecords`. */
export function changedOrders(
  client: ShopifyClient,
  { orderPageSize: pageSize, overlapMs }: Pick<ShopifySettings, 'orderPageSize' | 'overlapMs'>,
  cursor: string | null,
  since: number,
): AsyncIterable<Page<OrderHeader>> {
  const search = {
    what: 'orders',
    pageSize,
    overlapMs,
    async readPage({ first, after, from }: { first: number; after: string | null; from: number }) {
      const { data, ...times } = await client.read({
        operation: ORDER_HEADERS,
        label: 'orders.changed',
        shape: pageShape,
        variables: { first, after, query: changedSinceQuery(from) },
      });
      const { pageInfo, nodes } = data.orders;
      const next = nextCursor(pageInfo, after, 'orders.changed');
      return { ...times, sorted: sortRecords(nodes, headerShape), next };
    },
  };
  return changedRecords(search, cursor, since);
}
