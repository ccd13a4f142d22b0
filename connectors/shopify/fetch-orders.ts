import { z } from 'zod';
import type { Order } from '#domain/order.ts';
import type { Fetched, RefusedRecord } from '#sdk/capabilities.ts';
import { inBatches, mergeFetched, mergeSpans, type Span } from './batches.ts';
import { UnbalancedError } from './booked-amounts.ts';
import type { ShopifyClient } from './client.ts';
import { completeOrder, type CompletedOrder } from './complete-order.ts';
import { mapOrder } from './map-order.ts';
import { ORDERS_BY_IDS } from './operations/orders.ts';
import { orderShape } from './order-shape.ts';
import { sortRecords } from './record-shapes.ts';
import type { OptionalReads } from './settings.ts';

/** Orders in one call. The cost does not grow with their number, the size and the time of the answer do. */
export const FETCH_MAX = 25;
/** For what is read in bulk and waited for by nobody: a quarter of the points. Shopify takes 250 ids. */
export const BULK_MAX = 100;

const nodesShape = z.object({ nodes: z.array(z.unknown()) });

/** Whole orders by id, straight from the table: unlike a search, it is never late. With what the settings want to be read. */
export async function fetchOrders(
  client: ShopifyClient,
  { customers, companies, paymentTerms, returns }: OptionalReads,
  ids: readonly string[],
): Promise<Fetched<Order>> {
  const batches = await inBatches(ids, BULK_MAX, async (batch) => {
    const answer = await client.read({
      operation: ORDERS_BY_IDS,
      label: 'orders.fetch',
      shape: nodesShape,
      variables: { ids: [...batch], customers, companies, paymentTerms, returns },
    });
    const sorted = sortRecords(
      answer.data.nodes.filter((node) => node !== null),
      orderShape,
    );
    const spans: Span[] = [mergeSpans([answer])];
    const items: Order[] = [];
    const refused: RefusedRecord[] = [...sorted.refused];
    for (const cut of sorted.items) {
      const completed = await completeOrder(client, cut);
      spans.push(...completed.spans);
      const mapped = 'order' in completed ? tryMap(completed) : completed.refusal;
      if ('reason' in mapped) refused.push({ id: cut.id, reason: mapped.reason });
      else items.push(mapped);
    }
    return { items, refused, ...mergeSpans(spans) };
  });
  return mergeFetched(batches);
}

/** Amounts that contradict each other park the order with the difference; anything else is a defect of ours. */
function tryMap({ order, returns }: CompletedOrder): Order | { readonly reason: string } {
  try {
    return mapOrder(order, returns);
  } catch (error) {
    if (error instanceof UnbalancedError || error instanceof RangeError) return { reason: error.message };
    throw error;
  }
}
