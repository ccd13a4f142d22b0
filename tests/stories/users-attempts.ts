import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderInput } from '#tests/support/story-store.ts';
import { addItem, ada, type StoryWorld } from '#tests/support/story-world.ts';
import type { Attempt } from './what-users-try.ts';

/** What was tried, so that a check can ask what became of it. */
export type Trial =
  | { readonly kind: 'order'; readonly id: string }
  /** `rows`: events that the ledger has more than before. */
  | { readonly kind: 'answer'; readonly status: number; readonly rows: number }
  | { readonly kind: 'event' }
  | {
      readonly kind: 'stock';
      readonly sku: string;
      readonly place: 'main' | 'east';
      readonly inventoryItemId: string;
      readonly locationId: string;
    };

const DAY_MS = 86_400_000;
const MEGABYTE = 1024 * 1024;
const DOWN_MS = 3_000;
const SQL = `'); DROP TABLE orders; --`;
const body = '{"id":1,"admin_graphql_api_id":"gid://shopify/Order/1"}';

/** How each row of the table is tried; one after the other, in this order, in one world. */
export const attempts: Readonly<Record<Attempt, (world: StoryWorld) => Promise<Trial>>> = {
  'a webhook with a wrong HMAC': (world) => post(world, { body, signature: `${'A'.repeat(43)}=` }),
  'a webhook without an HMAC': (world) => post(world, { body, signature: '' }),
  'a webhook that was cut on its way': (world) =>
    post(world, { body: body.slice(0, 20), signature: world.store.sign(body) }),
  'a webhook of another shop': (world) => post(world, { body, shop: 'somebody-else.myshopify.com' }),
  'a webhook to a connection that there is not': (world) => post(world, { body, connection: 'nobody' }),
  'a webhook of 10 MB': (world) => post(world, { body: Buffer.alloc(10 * MEGABYTE, 'x') }),
  'a signed webhook that is no whole JSON': async (world) => {
    await post(world, { body: body.slice(0, 20) });
    return { kind: 'event' };
  },
  'a webhook that is replayed': async (world) => {
    const trial = await sell(world, { lines: [{ sku: 'SKU-1', quantity: 1 }] });
    const deliveryId = randomUUID();
    const text = JSON.stringify({ admin_graphql_api_id: trial.id });
    for (let time = 0; time < 3; time += 1) await post(world, { body: text, deliveryId });
    return trial;
  },
  'emoji in a SKU': (world) => sellNew(world, '🦄-🧦-1'),
  'SQL in a SKU': (world) => sellNew(world, SQL),
  'emoji and SQL in names': (world) =>
    sell(world, {
      lines: [{ sku: 'SKU-1', quantity: 1 }],
      customer: {
        ...ada,
        firstName: '🦄',
        lastName: SQL,
        email: 'bobby@example.test',
        address: { ...ada.address, firstName: '🦄', lastName: SQL, address1: `${SQL} 🏠` },
      },
      note: SQL,
    }),
  'an order with 250 lines': (world) =>
    sell(world, {
      lines: Array.from({ length: 250 }, (_, index) => ({
        sku: `SKU-${1 + (index % 5)}`,
        quantity: 1,
        unitPriceMinor: 100 + index,
        taxes: [{ title: 'VAT', rate: 0.2 }],
      })),
    }),
  'an order that costs nothing': (world) =>
    sell(world, { lines: [{ sku: 'SKU-2', quantity: 1, unitPriceMinor: 0 }] }),
  'a fully discounted order': (world) =>
    sell(world, {
      lines: [{ sku: 'SKU-2', quantity: 3, unitPriceMinor: 333, taxes: [{ title: 'VAT', rate: 0.2 }] }],
      orderDiscount: { code: 'FREE', percentage: 100 },
    }),
  'a tip': (world) => sell(world, { lines: [{ sku: 'SKU-2', quantity: 1 }], tipMinor: 250 }),
  'a gift card': (world) =>
    sell(world, {
      lines: [
        { title: 'Gift card', giftCard: true, quantity: 1, unitPriceMinor: 2_500 },
        { sku: 'SKU-2', quantity: 1 },
      ],
    }),
  "an order in the customer's own currency": (world) =>
    sell(world, {
      lines: [{ sku: 'SKU-3', quantity: 2, unitPriceMinor: 999, taxes: [{ title: 'VAT', rate: 0.2 }] }],
      presentment: { currency: 'EUR', rate: 0.9137 },
    }),
  'a guest checkout': (world) =>
    sell(world, {
      lines: [{ sku: 'SKU-3', quantity: 1 }],
      customer: undefined,
      email: 'guest@example.test',
      shippingAddress: ada.address,
    }),
  'an order without any address': (world) =>
    sell(world, { lines: [{ sku: 'SKU-3', quantity: 1 }], customer: undefined }),
  'a custom line without a product': (world) =>
    sell(world, {
      lines: [
        { title: 'Engraving', quantity: 1, unitPriceMinor: 700, requiresShipping: false },
        { sku: 'SKU-3', quantity: 1 },
      ],
    }),
  'a test order': (world) => sell(world, { lines: [{ sku: 'SKU-4', quantity: 1 }], test: true }),
  'an order older than sixty days': (world) =>
    sell(world, { lines: [{ sku: 'SKU-4', quantity: 1 }], createdAt: Date.now() - 61 * DAY_MS }),
  'a tax that is not mapped': (world) =>
    sell(world, { lines: [{ sku: 'SKU-4', quantity: 1, taxes: [{ title: 'Moon Tax', rate: 0.5 }] }] }),
  'a product without SKU': (world) => {
    const { variants } = world.store.sandbox.shop.addProduct({
      title: 'Nameless',
      variants: [{ priceMinor: 100, inventory: { [mainOf(world)]: 5 } }],
    });
    return sell(world, { lines: [{ variantId: variants[0]?.id, quantity: 1 }] });
  },
  'a SKU that the ERP does not know': (world) => {
    world.store.sandbox.shop.addProduct({
      title: 'Ghost',
      variants: [{ sku: 'GHOST', priceMinor: 100, inventory: { [mainOf(world)]: 5 } }],
    });
    return sell(world, { lines: [{ sku: 'GHOST', quantity: 1 }] });
  },
  'a SKU that two products of the ERP have': (world) => {
    addItem(world, 'TWIN-ERP', 5);
    world.erp.sandbox.erp.addProduct({ sku: 'TWIN-ERP', priceMinor: 100 });
    return sell(world, { lines: [{ sku: 'TWIN-ERP', quantity: 1 }] });
  },
  'an order of a SKU that two variants have': (world) => {
    addItem(world, 'TWIN', 5);
    world.store.sandbox.shop.addProduct({
      title: 'Twin',
      variants: [{ sku: 'TWIN', priceMinor: 100, inventory: { [mainOf(world)]: 5 } }],
    });
    return sell(world, { lines: [{ sku: 'TWIN', quantity: 1 }] });
  },
  'the stock of a SKU that two variants have': (world) => {
    world.erp.receive('TWIN', 1);
    return Promise.resolve(numberOf(world, 'TWIN', 'main'));
  },
  'a negative stock in the ERP': (world) => {
    world.erp.count('SKU-4', -2);
    return Promise.resolve(numberOf(world, 'SKU-4', 'main'));
  },
  'a stock at a location that was deactivated': (world) => {
    world.store.deactivate('east');
    world.erp.receive('SKU-2', 3, 'east');
    return Promise.resolve(numberOf(world, 'SKU-2', 'east'));
  },
  'an order while the ERP is down': async (world) => {
    world.erp.sandbox.faults.takeDown(DOWN_MS);
    const trial = await sell(world, { lines: [{ sku: 'SKU-5', quantity: 1 }] });
    await sleep(DOWN_MS);
    return trial;
  },
};

function sell({ store }: StoryWorld, order: OrderInput): Promise<Extract<Trial, { kind: 'order' }>> {
  const id = store.sell({ customer: ada, locationId: store.locations['main'], ...order });
  return Promise.resolve({ kind: 'order', id });
}

function sellNew(world: StoryWorld, sku: string): Promise<Trial> {
  addItem(world, sku, 5);
  return sell(world, { lines: [{ sku, quantity: 1 }] });
}

function mainOf({ store }: StoryWorld): string {
  return store.locations['main'] ?? '';
}

function numberOf({ store }: StoryWorld, sku: string, place: 'main' | 'east'): Trial {
  const inventoryItemId = store.inventoryItemOf(sku);
  return { kind: 'stock', sku, place, inventoryItemId, locationId: store.locations[place] ?? '' };
}

interface Posting {
  readonly body: string | Buffer;
  readonly signature?: string;
  readonly deliveryId?: string;
  readonly shop?: string;
  readonly connection?: string;
}

async function post({ store, doorUrl, ledger }: StoryWorld, posting: Posting): Promise<Trial> {
  const deliveryId = posting.deliveryId ?? randomUUID();
  const status = await store.deliver({ doorUrl, topic: 'orders/updated', ...posting, deliveryId });
  const rows = await ledger.read(
    async (tx) => (await tx.events.mentioning('store', 'gid://shopify/Order/1"', 10)).length,
  );
  return { kind: 'answer', status, rows };
}
