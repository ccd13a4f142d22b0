import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopesWithCustomers } from '#connectors/shopify/sandbox/options.ts';
import { type KlaviyoSandbox, startKlaviyoSandbox } from '#connectors/klaviyo/sandbox/start.ts';
import type { StoryConfiguration } from '#tests/support/story-config.ts';
import { ada, databases, openWorld, STORE, type StoryWorld } from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';
import { MAIL, withMail } from '#tests/support/story-mail.ts';

// Both ledgers wait at the same time, each for its stories one after the other.
describe.concurrent.each(databases)('a store and a Klaviyo account that it feeds, on %s', (database) => {
  let world: StoryWorld;
  let mail: KlaviyoSandbox;

  beforeAll(async () => {
    mail = await startKlaviyoSandbox({ isLimited: false, jobMs: 200 });
    const change = (written: StoryConfiguration) => ({
      ...withMail(written, mail),
      intervals: { ...(written['intervals'] as object), pullCustomers: '1s' },
    });
    world = await openWorld({ database, products: 2, change, shopify: { scopes: scopesWithCustomers } });
  }, 120_000);
  afterAll(async () => {
    await world.close();
    await mail.close();
  });

  const shop = () => world.store.sandbox.shop;
  const customerOf = (email: string) =>
    shop()
      .customers()
      .find((customer) => customer.email === email);
  const profileOf = (email: string) => mail.books.profiles().find((profile) => profile.email === email);
  const consents = (email: string) => [
    customerOf(email)?.agreed.email.state,
    profileOf(email)?.emailMarketing.consent,
  ];
  const eventsOf = (email: string) =>
    mail.books
      .events()
      .flatMap(({ profileId, metric }) => (profileId === profileOf(email)?.id ? [metric] : []))
      .toSorted((left, right) => (left < right ? -1 : 1));

  test(
    'who unsubscribes at Klaviyo is unsubscribed at the store at once, and no later resync raises it',
    { timeout: 120_000, concurrent: false },
    async () => {
      const email = 'eve@example.test';
      const { id } = shop().addCustomer({ email, firstName: 'Eve' });
      shop().sayConsent(id, 'email', 'yes');
      await eventually(() => consents(email)).toEqual(['SUBSCRIBED', 'SUBSCRIBED']);
      mail.people.unsubscribe({ email }, 'email');
      await eventually(() => consents(email)).toEqual(['UNSUBSCRIBED', 'UNSUBSCRIBED']);
      shop().changeCustomer(id, { firstName: 'Evelyn' });
      await eventually(() => profileOf(email)?.fields.get('first_name')).toBe('Evelyn');
      expect(consents(email)).toEqual(['UNSUBSCRIBED', 'UNSUBSCRIBED']);
    },
  );

  test(
    'each thing about an order arrives once, also when answers are lost',
    { timeout: 400_000, concurrent: false },
    async () => {
      mail.faults.set({ 'timeout-after': 0.3 });
      const id = world.store.sellOne('SKU-1', 2);
      await eventually(() => eventsOf(ada.email), 120_000).toEqual(['Ordered Product', 'Placed Order']);
      world.store.cancel(id);
      await eventually(() => eventsOf(ada.email), 120_000).toEqual([
        'Cancelled Order',
        'Ordered Product',
        'Placed Order',
        'Refunded Order',
      ]);
      mail.faults.set({ 'timeout-after': 0 });
      const open = async () =>
        (await world.ledger.read((tx) => tx.effects.counts())).filter(
          ({ connection, operation, state }) =>
            connection === MAIL && operation === 'events.send' && state !== 'confirmed',
        );
      await eventually(open, 120_000).toEqual([]);
      expect(eventsOf(ada.email)).toHaveLength(4);
    },
  );

  test(
    'who is erased is gone from the ledger and from Klaviyo, and a late webhook does not bring them back',
    { timeout: 400_000, concurrent: false },
    async () => {
      const email = 'ida@example.test';
      const { id } = shop().addCustomer({ email, firstName: 'Ida' });
      await eventually(() => profileOf(email)?.externalId).toBe(`${STORE}:${id}`);
      expect(await world.command('privacy-erase', { email, by: 'story' })).toMatchObject({ customers: 1 });
      await eventually(() => profileOf(email), 120_000).toBeUndefined();
      await eventually(() => world.ledger.read((tx) => tx.erasures.open(10)), 120_000).toEqual([]);
      const body = JSON.stringify({ id: Number(id.split('/').at(-1)), email });
      expect(await world.store.deliver({ doorUrl: world.doorUrl, topic: 'customers/update', body })).toBe(
        200,
      );
      shop().changeCustomer(id, { firstName: 'Back' });
      const witness = shop().addCustomer({ email: `witness-${database}@example.test` });
      await eventually(() => profileOf(witness.email ?? '')).toBeDefined();
      expect(profileOf(email)).toBeUndefined();
      expect(await world.ledger.read((tx) => tx.customers.get(STORE, id))).toBeNull();
    },
  );

  test(
    'what Shopify asks for by law is taken with its signature only, and done',
    { timeout: 400_000, concurrent: false },
    async () => {
      const email = 'uma@example.test';
      const { id } = shop().addCustomer({ email });
      await eventually(() => profileOf(email)?.externalId).toBe(`${STORE}:${id}`);
      const body = JSON.stringify({
        customer: { id: Number(id.split('/').at(-1)), email },
        orders_to_redact: [],
      });
      const delivery = { doorUrl: world.doorUrl, topic: 'customers/redact', body };
      expect(await world.store.deliver({ ...delivery, signature: 'A'.repeat(43) + '=' })).toBe(401);
      expect(await world.store.deliver(delivery)).toBe(200);
      await eventually(() => profileOf(email), 120_000).toBeUndefined();
      const request = JSON.stringify({ customer: { id: 1, email }, data_request: { id: 77 } });
      const asked = { doorUrl: world.doorUrl, topic: 'customers/data_request', body: request };
      expect(await world.store.deliver(asked)).toBe(200);
      await eventually(() => world.ledger.open()).toContain('data-request');
    },
  );
});
