import { z } from 'zod';
import { systemClock } from '#cli/system-clock.ts';
import { operations } from '#connectors/klaviyo/generated/operations.ts';
import { startKlaviyoSandbox } from '#connectors/klaviyo/sandbox/start.ts';
import { scopesWithCustomers } from '#connectors/shopify/sandbox/options.ts';
import { startShopifySandbox } from '#connectors/shopify/sandbox/start.ts';
import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import { answerQuestions } from '../bench-process.ts';
import { type HistoryWorld, SHOP_DOMAIN, type Verdict } from './history-world.ts';

const DAY_MS = 86_400_000;
/** The past that is told of: three years, which end well before the first start. */
const FIRST_DAY = 1_200;
const LAST_DAY = 100;
const SKU = 'TEE';

// A store with a long past, and a Klaviyo account that keeps to its published limits.
const store = await startShopifySandbox({
  clock: systemClock,
  shopDomain: SHOP_DOMAIN,
  plan: 'enterprise',
  scopes: [...scopesWithCustomers, 'read_all_orders'],
  sendWebhook: () => Promise.reject(new Error('nobody subscribed')),
});
const mail = await startKlaviyoSandbox({ isLimited: true });
const draw = createSeededDraw(11);
const location = store.shop.addLocation({ name: 'Main' });
store.shop.addProduct({
  title: SKU,
  variants: [{ sku: SKU, priceMinor: 1_000, inventory: { [location.id]: 10 } }],
});

function invent({ customers, orders }: { readonly customers: number; readonly orders: number }): void {
  const now = Date.now();
  const emails = Array.from({ length: customers }, (_, index) => `buyer-${index}@example.com`);
  const spanMs = (FIRST_DAY - LAST_DAY) * DAY_MS;
  for (const [index, email] of emails.entries()) {
    const customer = store.shop.addCustomer({ email, firstName: 'Ada' });
    store.shop.sayConsent(customer.id, 'email', 'yes', now - LAST_DAY * DAY_MS);
    // Nobody changed lately: a poll that looks back a little finds nobody again.
    customer.updatedAt = now - FIRST_DAY * DAY_MS + Math.floor((index * spanMs) / customers);
  }
  const stepMs = spanMs / orders;
  for (let index = 0; index < orders; index += 1) {
    const placed = store.shop.placeOrder({
      customer: { email: emails[Math.floor(draw() * customers)] ?? '' },
      lines: [{ sku: SKU, quantity: 1 + Math.floor(draw() * 3) }],
      createdAt: Math.floor(now - FIRST_DAY * DAY_MS + index * stepMs),
    });
    if (!placed.ok) throw new Error(placed.reason);
  }
}

function judge(): Verdict {
  const events = mail.books.events();
  const emails = new Map(mail.books.profiles().map(({ id, email }) => [id, email]));
  const names = events.map(({ metric, uniqueId, profileId }) =>
    JSON.stringify([metric, uniqueId, emails.get(profileId)]),
  );
  const seen = new Set(names);
  const uniqueIds = new Set(events.map(({ metric, uniqueId }) => JSON.stringify([metric, uniqueId])));
  const wanted = store.shop
    .orders()
    .flatMap(({ id, email, lines }) => [
      JSON.stringify(['Placed Order', `store:${id}:placed`, email]),
      ...lines.map((line) => JSON.stringify(['Ordered Product', `store:${id}:product:${line.id}`, email])),
    ]);
  const references = new Set(mail.books.profiles().map(({ externalId }) => externalId));
  const strangers = store.shop.customers().filter(({ id }) => !references.has(`store:${id}`)).length;
  return {
    customers: mail.books.profiles().length,
    orders: events.filter(({ metric }) => metric === 'Placed Order').length,
    events: events.length,
    duplicated: events.length - uniqueIds.size,
    missing: wanted.filter((name) => !seen.has(name)).length + strangers,
    live: events.filter(({ isBackfill }) => !isBackfill).length,
    messages: mail.books.messages().length,
    raised: mail.books.profiles().filter(({ emailMarketing }) => emailMarketing.consent === 'SUBSCRIBED')
      .length,
    breaches: mail.books.breaches(),
    calls: Object.fromEntries(
      [...mail.books.usage()].map(([name, { calls, mostPerSecond, mostPerMinute }]) => [
        name,
        {
          calls,
          most_per_second: mostPerSecond,
          limit_per_second: operations[name].perSecond,
          most_per_minute: mostPerMinute,
          limit_per_minute: operations[name].perMinute,
        },
      ]),
    ),
    store_calls: Object.fromEntries(store.shop.apiCalls),
  };
}

answerQuestions(
  {
    invent: (details) => invent(z.object({ customers: z.int(), orders: z.int() }).parse(details)),
    world: (): HistoryWorld => ({
      storeUrl: store.url,
      accessToken: store.accessToken,
      mailUrl: mail.url,
      apiKey: mail.apiKey,
    }),
    told: () => ({ profiles: mail.state.profiles.size, events: mail.state.events.size }),
    judge,
  },
  async () => {
    await Promise.all([store.close(), mail.close()]);
  },
);
