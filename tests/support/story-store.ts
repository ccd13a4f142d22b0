import { createHmac, randomUUID } from 'node:crypto';
import type { ShopifySandbox } from '#connectors/shopify/sandbox/start.ts';
import { STORE } from './story-config.ts';

export type StoreOrder = ReturnType<ShopifySandbox['shop']['orders']>[number];
export type OrderInput = Parameters<ShopifySandbox['shop']['placeOrder']>[0];

/** What shoppers and staff do in the store of a story, and what it shows. */
export interface StoryStore {
  readonly sandbox: ShopifySandbox;
  readonly locations: Readonly<Record<string, string>>;
  /** Takes an order, or throws when the store refuses it. Returns its id. */
  sell(input: OrderInput): string;
  /** One unit, or more, of one SKU, for somebody with an address. */
  sellOne(sku: string, quantity?: number, place?: string): string;
  /** What the store would sell at a place; null for what it does not have there. */
  available(sku: string, place: string): number | null;
  find(orderId: string): StoreOrder | undefined;
  /** The customer takes so many units of a line off the order. */
  removeUnits(orderId: string, sku: string, units: number): void;
  cancel(orderId: string): void;
  /** Changes something about an order that concerns nobody. */
  touch(orderId: string): void;
  deactivate(place: string): void;
  inventoryItemOf(sku: string): string;
  sign(body: string | Buffer): string;
  /** A delivery signed as the vendor signs it, to the engine's door. Returns the status. */
  deliver(webhook: SignedWebhook): Promise<number>;
  /** How often orders were read whole. */
  fetches(): number;
  /** How often a call was refused for its cost. */
  throttled(): number;
}

export interface SignedWebhook {
  readonly doorUrl: string;
  readonly topic: string;
  readonly body: string | Buffer;
  readonly deliveryId?: string | undefined;
  /** Instead of the right one. Empty: none. */
  readonly signature?: string | undefined;
  readonly shop?: string | undefined;
  /** Name of the connection in the address. */
  readonly connection?: string | undefined;
}

export const ada = {
  firstName: 'Ada',
  lastName: 'Buyer',
  email: 'ada@example.test',
  address: {
    firstName: 'Ada',
    lastName: 'Buyer',
    address1: '1 Main St',
    city: 'San Francisco',
    zip: '94105',
    provinceCode: 'CA',
    countryCode: 'US',
  },
} as const;

export function openStoryStore(
  sandbox: ShopifySandbox,
  locations: Readonly<Record<string, string>>,
): StoryStore {
  const { shop } = sandbox;
  const sell = (input: OrderInput): string => {
    const placed = shop.placeOrder(input);
    if (!placed.ok) throw new Error(`the store refused the order: ${placed.reason}`);
    return placed.order.id;
  };
  const sign = (body: string | Buffer): string =>
    createHmac('sha256', sandbox.clientSecret).update(body).digest('base64');
  return {
    sandbox,
    locations,
    sell,
    sellOne: (sku, quantity = 1, place = 'main') =>
      sell({
        lines: [{ sku, quantity, taxes: [{ title: 'VAT', rate: 0.2 }] }],
        customer: ada,
        locationId: locations[place],
      }),
    available: (sku, place) =>
      shop.levels().find((level) => level.sku === sku && level.locationId === locations[place])?.available ??
      null,
    find: (orderId) => shop.orders().find((order) => order.id === orderId),
    removeUnits: (orderId, sku, units) => shop.editOrder(orderId, sku, units),
    cancel: (orderId) => {
      shop.cancelOrder(orderId);
    },
    touch: (orderId) => shop.touchOrder(orderId),
    deactivate: (place) => shop.deactivateLocation(locations[place] ?? ''),
    inventoryItemOf: (sku) => shop.levels().find((level) => level.sku === sku)?.inventoryItemId ?? '',
    sign,
    async deliver({
      doorUrl,
      topic,
      body,
      deliveryId = randomUUID(),
      signature = sign(body),
      shop: domain,
      connection = STORE,
    }) {
      const answer = await fetch(`${doorUrl}/webhooks/${connection}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-shopify-topic': topic,
          'x-shopify-shop-domain': domain ?? sandbox.shopDomain,
          'x-shopify-webhook-id': deliveryId,
          'x-shopify-triggered-at': new Date().toISOString(),
          ...(signature === '' ? {} : { 'x-shopify-hmac-sha256': signature }),
        },
        body: typeof body === 'string' ? body : new Uint8Array(body),
      });
      await answer.arrayBuffer();
      return answer.status;
    },
    fetches: () => shop.apiCalls.get('OrdersByIds') ?? 0,
    throttled: () => sandbox.refusedForCost(),
  };
}
