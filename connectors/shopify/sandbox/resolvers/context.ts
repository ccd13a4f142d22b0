import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { Order } from '../model/records.ts';
import type { OrderAmounts } from '../model/order-amounts.ts';
import { amountsOf } from '../model/order-amounts.ts';
import type { ShopState } from '../model/state.ts';
import type { IdempotencyStore } from '../wire/idempotency.ts';
import type { Subscriptions } from '../webhooks/subscriptions.ts';
import type { EditSessions } from '../model/edit-session.ts';
import type { SearchNote } from '../search/parse-query.ts';

/** What every resolver of one call is handed. */
export interface Context {
  readonly state: ShopState;
  readonly scopes: ReadonlySet<string>;
  readonly subscriptions: Subscriptions;
  readonly idempotency: IdempotencyStore;
  readonly edits: EditSessions;
  readonly appId: string;
  readonly apiVersion: string;
  /** How late the search of orders is for this call. */
  readonly indexLagMs: number;
  /** True when this call's pages are to say that they are the last although they are not. */
  readonly cutPages: boolean;
  /** Loopback http addresses are accepted for webhooks. */
  readonly allowLoopbackWebhooks: boolean;
  /** What the search had to say about filters; ends in `extensions.search`. */
  readonly searchNotes: SearchNote[];
  /** Totals of the orders read in this call; emptied by every mutation. */
  readonly amounts: Map<Order, OrderAmounts>;
}

/** A method, so that each resolver may name the source and arguments that it really gets. */
export type Resolve = {
  call(source: unknown, args: unknown, context: Context, info: GraphQLResolveInfo): unknown;
}['call'];

export type FieldMap = Readonly<Record<string, Resolve>>;
/** Type name -> field name -> resolver. What is not named is read from the source by its own name. */
export type ResolverMap = Readonly<Record<string, FieldMap>>;

export function amountsIn(context: Context, order: Order): OrderAmounts {
  let amounts = context.amounts.get(order);
  if (amounts === undefined) {
    amounts = amountsOf(order);
    context.amounts.set(order, amounts);
  }
  return amounts;
}

/** A top-level error at the field that throws it. */
export function graphFault(message: string, code: string, more: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } });
}

/** An id of the right form without a record behind it. */
export function notFound(id: string): GraphQLError {
  return graphFault(`Invalid id: ${id}`, 'RESOURCE_NOT_FOUND');
}

/** UTC, whole seconds, as every time of the API. */
export function toTime(at: number): string;
export function toTime(at: number | null): string | null;
export function toTime(at: number | null): string | null {
  return at === null ? null : `${new Date(at).toISOString().slice(0, 19)}Z`;
}
