import type { Clock } from '#sdk/clock.ts';
import type { SendDelivery } from '#sdk/sandbox/deliveries.ts';
import type { FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { Subscription } from './webhooks/subscriptions.ts';
import type { Plan } from './wire/bucket.ts';

/** Everything has a default; the defaults make a shop that is fast, honest and in US dollars. */
export interface ShopifySandboxOptions {
  /** Whose time it is; absent: the machine's. */
  readonly clock?: Clock | undefined;
  /** Same seed, same faults. */
  readonly seed?: number | undefined;
  /** Its switches, where somebody else holds them; absent: a board of its own. */
  readonly faults?: FaultBoard | undefined;
  /** Decides the bucket. Default: plus, 1,000 points per second. */
  readonly plan?: Plan | undefined;
  readonly shopDomain?: string | undefined;
  readonly shopName?: string | undefined;
  /** 0 or absent: any free one. */
  readonly port?: number | undefined;
  readonly currency?: string | undefined;
  readonly timeZone?: string | undefined;
  /** Offset of the times in webhooks. */
  readonly utcOffset?: string | undefined;
  /** The static token; works beside the grant. */
  readonly accessToken?: string | undefined;
  /** The number of the app, `1` when absent. */
  readonly appNumber?: string | undefined;
  readonly clientId?: string | undefined;
  /** Also signs the webhooks. */
  readonly clientSecret?: string | undefined;
  /** How long a granted token lives. */
  readonly tokenLifeMs?: number | undefined;
  /** What the app may do. Default: what the connector asks for. */
  readonly scopes?: readonly string[] | undefined;
  /** How late the search of orders always is. */
  readonly indexLagMs?: number | undefined;
  /** Changes come into that search one by one, each up to this much later still: a later one may be there first. */
  readonly indexSpreadMs?: number | undefined;
  /** How late it is for a call that meets the fault `stale-search`. */
  readonly staleSearchMs?: number | undefined;
  /** Webhooks to http addresses of this machine are accepted. Shopify refuses them. */
  readonly allowLoopbackWebhooks?: boolean | undefined;
  /** What an app subscribed to before the story begins. */
  readonly subscribed?: readonly Subscription[] | undefined;
  /** What happened until then was told to it, and taken: nothing of it is sent. */
  readonly toldUntil?: number | undefined;
  /** The waits before each retry of a delivery; default: Shopify's, eight within four hours. */
  readonly webhookRetryDelaysMs?: readonly number[] | undefined;
  /** Sends the webhooks; absent: by HTTP with five seconds of patience. */
  readonly sendWebhook?: SendDelivery | undefined;
  /** The number that ids start behind; above 2^53 for readers that parse them as numbers. */
  readonly idsFrom?: bigint | undefined;
}

/** What the connector needs, and nothing more. */
export const defaultScopes: readonly string[] = [
  'read_orders',
  'read_products',
  'write_inventory',
  'read_locations',
  'write_merchant_managed_fulfillment_orders',
];

/** The same for an app that is to read customers too. */
export const scopesWithCustomers: readonly string[] = [...defaultScopes, 'write_customers'];
