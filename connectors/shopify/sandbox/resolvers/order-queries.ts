import type {
  QueryRootOrderArgs,
  QueryRootOrdersArgs,
  QueryRootOrdersCountArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import type { GraphQLResolveInfo } from 'graphql';
import { tailOf } from '../model/ids.ts';
import type { IndexedOrder } from '../model/order-index.ts';
import { financialStatusOf, fulfillmentStatusOf } from '../model/order-status.ts';
import type { Order } from '../model/records.ts';
import { compileSearch, type Filters, lowerBoundOf } from '../search/filter-list.ts';
import { compareIds, pageOf, type PageArgs, readCursor } from './connection.ts';
import type { Context, FieldMap } from './context.ts';

const DAY_MS = 24 * 60 * 60_000;
/** `read_orders` alone sees this much of the past; older orders are simply not there. */
const VISIBLE_DAYS = 60;

const filters: Filters<IndexedOrder> = {
  created_at: { kind: 'time', of: ({ order }) => order.createdAt },
  processed_at: { kind: 'time', of: ({ order }) => order.processedAt },
  updated_at: { kind: 'time', of: ({ updatedAt }) => updatedAt },
  id: { kind: 'id', of: ({ order }) => tailOf(order.id) },
  name: { kind: 'text', of: ({ order }) => [order.name, String(order.number)] },
  email: { kind: 'text', of: ({ order }) => order.email },
  sku: { kind: 'text', of: ({ order }) => order.lines.flatMap((line) => line.sku ?? []) },
  status: { kind: 'text', of: ({ order }) => [statusOf(order), 'any'] },
  financial_status: { kind: 'text', of: ({ order }) => financialStatusOf(order) },
  fulfillment_status: { kind: 'text', of: ({ order }) => fulfillmentStatusOf(order) },
  tag: { kind: 'text', of: ({ order }) => order.tags },
  test: { kind: 'text', of: ({ order }) => String(order.test) },
  source_name: { kind: 'text', of: ({ order }) => order.sourceName },
  source_identifier: { kind: 'text', of: ({ order }) => order.sourceIdentifier },
  customer_id: {
    kind: 'id',
    of: ({ order }) => (order.customer === null ? null : tailOf(order.customer.id)),
  },
};

function statusOf(order: Order): string {
  return order.cancelledAt !== null ? 'cancelled' : order.closedAt !== null ? 'closed' : 'open';
}

function isVisible(order: Order, context: Context): boolean {
  return (
    context.scopes.has('read_all_orders') || order.createdAt >= context.state.now() - VISIBLE_DAYS * DAY_MS
  );
}

/** The orders that a search finds now, oldest change first, of at least this stamp. The index may lag behind the truth. */
function* search(
  query: string | null | undefined,
  context: Context,
  info: GraphQLResolveInfo,
  since = Number.NEGATIVE_INFINITY,
): Generator<IndexedOrder> {
  const { parsed, accepts } = compileSearch(
    query,
    filters,
    context,
    info,
    ({ order }) => `${order.name} ${order.email ?? ''}`,
  );
  const from = Math.max(since, lowerBoundOf(parsed, 'updated_at'));
  const { orderIndex, now } = context.state;
  for (const hit of orderIndex.since(from, now(), context.indexLagMs))
    if (isVisible(hit.order, context) && accepts(hit)) yield hit;
}

const secondOf = ({ updatedAt }: IndexedOrder): number => Math.floor(updatedAt / 1_000);

/**
 * What one page of a list by change is cut from: the seconds that it may touch, so that a page of a long list costs a page.
 * Null: the page is of another kind.
 */
function nearby(args: QueryRootOrdersArgs & PageArgs, context: Context, info: GraphQLResolveInfo) {
  const { first, after, before, reverse, sortKey, query } = args;
  if (sortKey !== 'UPDATED_AT' || reverse === true || before != null || first == null) return null;
  const lastSecond = after == null ? Number.NEGATIVE_INFINITY : Number(readCursor(after).value);
  const hits: IndexedOrder[] = [];
  let later = 0;
  for (const hit of search(query, context, info, lastSecond * 1_000)) {
    const previous = hits.at(-1);
    // One more than the page says that there is a next one; rows of one second are in the order of their ids.
    if (later > first && previous !== undefined && secondOf(previous) !== secondOf(hit)) break;
    hits.push(hit);
    if (secondOf(hit) > lastSecond) later += 1;
  }
  return { hits, isCut: after != null };
}

const valueOfKey: Readonly<Record<string, (hit: IndexedOrder) => number | string>> = {
  UPDATED_AT: secondOf,
  CREATED_AT: ({ order }) => Math.floor(order.createdAt / 1_000),
  PROCESSED_AT: ({ order }) => Math.floor(order.processedAt / 1_000),
  ORDER_NUMBER: ({ order }) => order.number,
};

export const orderQueries: FieldMap = {
  order: (_: unknown, args: QueryRootOrderArgs, context) => findOrder(args.id, context),
  orders(_: unknown, args: QueryRootOrdersArgs & PageArgs, context, info) {
    const valueOf = valueOfKey[args.sortKey ?? 'PROCESSED_AT'];
    const near = nearby(args, context, info);
    const found = near?.hits ?? [...search(args.query, context, info)];
    const hits = found.toSorted((left, right) => {
      const [one, other] = [valueOf?.(left) ?? 0, valueOf?.(right) ?? 0];
      if (one !== other) return one < other ? -1 : 1;
      // Ids of one kind begin alike.
      return compareIds(left.order.id, right.order.id);
    });
    const page = pageOf(hits, args, context, {
      idOf: ({ order }) => order.id,
      ...(valueOf === undefined ? {} : { sortValue: valueOf }),
      hasMoreBefore: near?.isCut ?? false,
    });
    return {
      pageInfo: page.pageInfo,
      nodes: page.nodes.map(({ order }) => order),
      get edges() {
        return page.edges.map(({ cursor, node }) => ({ cursor, node: node.order }));
      },
    };
  },
  ordersCount(_: unknown, args: QueryRootOrdersCountArgs, context, info) {
    const count = [...search(args.query, context, info)].length;
    const limit = args.limit ?? 10_000;
    return count > limit ? { count: limit, precision: 'AT_LEAST' } : { count, precision: 'EXACT' };
  },
};

/** By id an order is read from the table itself: never late. */
export function findOrder(id: string, context: Context): Order | null {
  const order = context.state.orders.get(id);
  return order !== undefined && isVisible(order, context) ? order : null;
}
