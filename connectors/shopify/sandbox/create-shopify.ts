import type { Clock } from '#sdk/clock.ts';
import type { SendDelivery } from '#sdk/sandbox/deliveries.ts';
import { createFaultBoard, createSeededDraw, type FaultBoard } from '#sdk/sandbox/fault-board.ts';
import type { SandboxHandler, SandboxResponse } from '#sdk/sandbox/serve.ts';
import { SHOPIFY_API_VERSION } from '../api-version.ts';
import type { EditSessions } from './model/edit-session.ts';
import { announce, createState, type ShopState } from './model/state.ts';
import { defaultScopes, type ShopifySandboxOptions } from './options.ts';
import { createShop, type Shop } from './shop.ts';
import { createEmitter, RETRY_DELAYS_MS } from './webhooks/emitter.ts';
import type { Subscription, Subscriptions } from './webhooks/subscriptions.ts';
import { createBucket } from './wire/bucket.ts';
import { createWire } from './wire/handler.ts';
import { createIdempotencyStore } from './wire/idempotency.ts';
import { createTokens, TOKEN_LIFE_MS } from './wire/tokens.ts';

const FIRST_ID = 5_000_000_000_000n;
const STALE_SEARCH_MS = 5_000;

/** A shop without a socket: the model, its HTTP surface as a function, its switches. */
export interface ShopifyModel {
  readonly shop: Shop;
  /** The records themselves, for judges that read everything. */
  readonly state: ShopState;
  readonly shopDomain: string;
  readonly accessToken: string;
  readonly clientId: string;
  /** The app's secret as it is now. */
  readonly clientSecret: string;
  readonly faults: FaultBoard;
  /** Answers a call without transport faults. */
  readonly handler: SandboxHandler;
  subscriptions(): readonly Subscription[];
  /** Calls refused because the bucket was empty. */
  refusedForCost(): number;
  /** A new app secret: old tokens end at once, webhooks are signed with the old one until `signWithNewSecret`. */
  rotateSecret(secret: string): void;
  signWithNewSecret(): void;
  /** All tokens end; the grant gives new ones. */
  revokeTokens(): void;
  /** Every call is answered with this status (402 frozen, 403, 423 locked); null opens the shop again. */
  closeShop(status: 402 | 403 | 423 | 430 | null): void;
  /** The merchant removes the app: `app/uninstalled` is told, then tokens and subscriptions are gone. */
  uninstall(): void;
  /** No webhook leaves any more. */
  stopWebhooks(): void;
}

export function createShopify(
  options: ShopifySandboxOptions & { readonly clock: Clock; readonly sendWebhook: SendDelivery },
): ShopifyModel {
  const { clock } = options;
  const now = (): number => clock.now();
  const shopDomain = options.shopDomain ?? 'sandbox.myshopify.com';
  const state = createState({
    settings: {
      domain: shopDomain,
      name: options.shopName ?? 'Sandbox',
      currency: options.currency ?? 'USD',
      timeZone: options.timeZone ?? 'America/New_York',
      utcOffset: options.utcOffset ?? '-05:00',
    },
    now,
    idsFrom: options.idsFrom ?? FIRST_ID,
    lateInIndexMs: lateInIndex(options),
  });
  const faults = options.faults ?? createFaultBoard({ now, seed: options.seed ?? 1 });
  const scopes = new Set(options.scopes ?? defaultScopes);
  const accessToken = options.accessToken ?? 'shpat_sandbox';
  const clientId = options.clientId ?? 'sandbox-client';
  const tokens = createTokens({
    now,
    clientId,
    clientSecret: options.clientSecret ?? 'sandbox-secret',
    staticToken: accessToken,
    lifeMs: options.tokenLifeMs ?? TOKEN_LIFE_MS,
  });
  let signingSecret = tokens.clientSecret;
  let closedStatus: number | null = null;
  const subscriptions: Subscriptions = new Map(
    (options.subscribed ?? []).map((subscription) => [subscription.id, { ...subscription }]),
  );
  const emitter = createEmitter({
    state,
    subscriptions,
    clock,
    faults,
    apiVersion: SHOPIFY_API_VERSION,
    secret: () => signingSecret,
    send: options.sendWebhook,
    retryDelaysMs: options.webhookRetryDelaysMs ?? RETRY_DELAYS_MS,
    toldUntil: options.toldUntil,
  });
  state.emit = emitter.emit;

  const apiCalls = new Map<string, number>();
  const idempotency = createIdempotencyStore(now);
  const edits: EditSessions = new Map();
  const lagMs = options.indexLagMs ?? 0;
  const bucket = createBucket(now, options.plan ?? 'plus');
  const handler = createWire({
    tokens,
    bucket,
    faults,
    scopes,
    now,
    count: (operation) => apiCalls.set(operation, (apiCalls.get(operation) ?? 0) + 1),
    closedWith: () => closedResponse(closedStatus),
    contextOf: ({ version, isSearchStale, cutPages }) => ({
      state,
      scopes,
      subscriptions,
      idempotency,
      edits,
      appId: `gid://shopify/App/${options.appNumber ?? '1'}`,
      apiVersion: version,
      indexLagMs: lagMs + (isSearchStale ? (options.staleSearchMs ?? STALE_SEARCH_MS) : 0),
      cutPages,
      allowLoopbackWebhooks: options.allowLoopbackWebhooks ?? false,
      searchNotes: [],
      amounts: new Map(),
    }),
  });
  return {
    shop: createShop(state, { apiCalls, webhookStats: emitter.stats }),
    state,
    shopDomain,
    accessToken,
    clientId,
    get clientSecret() {
      return tokens.clientSecret;
    },
    faults,
    handler,
    subscriptions: () => [...subscriptions.values()],
    refusedForCost: () => bucket.refused(),
    rotateSecret: (secret) => {
      tokens.rotateSecret(secret);
    },
    signWithNewSecret: () => {
      signingSecret = tokens.clientSecret;
    },
    revokeTokens: () => {
      tokens.revokeAll();
    },
    closeShop: (status) => {
      closedStatus = status;
    },
    uninstall() {
      announce(state, 'app/uninstalled', state.settings);
      subscriptions.clear();
      tokens.revokeAll();
    },
    stopWebhooks: () => {
      emitter.stop();
    },
  };
}

const closedBodies: Readonly<Record<number, string>> = {
  402: 'Unavailable Shop',
  403: 'Unavailable Shop',
  423: 'This shop is unavailable',
  430: 'Shopify Security Rejection',
};

function closedResponse(status: number | null): SandboxResponse | undefined {
  if (status === null) return undefined;
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ errors: closedBodies[status] ?? 'Unavailable Shop' }),
  };
}

/** By a chance of its own, so that the faults of a seed stay as they are. */
function lateInIndex({ indexSpreadMs = 0, seed = 1 }: ShopifySandboxOptions): (() => number) | undefined {
  if (indexSpreadMs === 0) return undefined;
  const draw = createSeededDraw(seed);
  return () => draw() * indexSpreadMs;
}
