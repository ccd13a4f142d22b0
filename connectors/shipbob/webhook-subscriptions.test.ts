import { afterEach, expect, test } from 'vitest';
import {
  openShipbobAccount,
  SHIPBOB_SECRETS,
  takeShipbobViolations,
} from '#tests/support/shipbob-account.ts';
import { webhookTopics } from './interpret-webhook.ts';

const url = 'https://hooks.acme.test/webhooks/warehouse';

afterEach(() => expect(takeShipbobViolations()).toEqual([]));

function open(settings: Readonly<Record<string, unknown>> = {}) {
  const account = openShipbobAccount({ settings });
  const { webhooks } = account.connection;
  if (webhooks === undefined) throw new TypeError('no webhooks');
  return { ...account, webhooks };
}

test('a subscription that was switched off, or that another secret signs, is replaced', async () => {
  const { webhooks, state, books } = open();
  await webhooks.register(url);
  const [off, other] = books.subscriptions();
  if (off === undefined || other === undefined) throw new TypeError('nothing was registered');
  off.isEnabled = false;
  state.subscriptions.set(other.id, { ...other, description: 'Syncline 000000000000' });
  expect(await webhooks.missing(url)).toEqual([...off.topics, ...other.topics]);
  expect((await webhooks.register(url)).updated).toEqual([...off.topics, ...other.topics]);
  expect(books.subscriptions()).toHaveLength(webhookTopics.length);
  expect(books.subscriptions().every(({ secret }) => secret === SHIPBOB_SECRETS.current)).toBe(true);
});

test('doubles of ours go, subscriptions with other paths belong to others and stay', async () => {
  const { webhooks, state, books } = open();
  await webhooks.register(url);
  const [first] = books.subscriptions();
  if (first === undefined) throw new TypeError('nothing was registered');
  state.subscriptions.set('7', { ...first, id: '7' });
  state.subscriptions.set('8', { ...first, id: '8', url: 'https://hooks.acme.test/webhooks/other' });
  expect(await webhooks.register(url)).toEqual({ created: [], updated: [], removed: [...first.topics] });
  expect(books.subscriptions().map(({ id }) => id)).toContain('8');
  expect(books.subscriptions()).toHaveLength(webhookTopics.length + 1);
});

test('no secret is in a description, and the list of them goes on over pages', async () => {
  const { webhooks, books, state } = open();
  const [somebody] = ['https://else.test/hook'];
  for (let count = 0; count < 300; count += 1) {
    const id = String(state.nextId());
    state.subscriptions.set(id, {
      id,
      url: somebody,
      topics: ['order.shipped'],
      secret: 'x',
      description: null,
      isEnabled: true,
      createdAt: 0,
    });
  }
  await webhooks.register(url);
  expect(await webhooks.missing(url)).toEqual([]);
  const ours = books.subscriptions().filter((one) => one.url === url);
  expect(ours.every(({ description }) => !(description ?? '').includes('AAAA'))).toBe(true);
});

test('what the warehouse does is told by deliveries that verify, and becomes hints', async () => {
  const told: { headers: Readonly<Record<string, string>>; body: string }[] = [];
  const account = openShipbobAccount({
    sendWebhook: (delivery) => {
      told.push(delivery);
      return Promise.resolve(200);
    },
  });
  const { connection, warehouse, target, ask, idOf, locationId, faults } = account;
  const { webhooks } = connection;
  if (webhooks === undefined) throw new TypeError('no webhooks');
  await webhooks.register(url);
  faults.force('webhook-doubled');
  await target.create(ask('store:1', { TEE: 1 }));
  warehouse.hold(idOf('store:1'), { name: 'InvalidAddress', description: 'no such street' });
  warehouse.release(idOf('store:1'));
  warehouse.ship(idOf('store:1'));
  const { id } = warehouse.announceReturn({ locationId, units: { TEE: 1 } });
  warehouse.completeReturn(id);
  await Promise.resolve();
  const verdicts = told.map(({ headers, body }) => webhooks.verify({ headers, body: Buffer.from(body) }));
  expect(verdicts.every(({ valid }) => valid)).toBe(true);
  const ids = verdicts.map((verdict) => (verdict.valid ? verdict.deliveryId : ''));
  expect(ids).toHaveLength(5);
  expect(new Set(ids).size).toBe(4);
  const resources = verdicts.flatMap((verdict) =>
    verdict.valid
      ? webhooks.interpret({ topic: verdict.topic, body: '{}' }).map(({ resource }) => resource)
      : [],
  );
  expect(new Set(resources)).toEqual(new Set(['requests', 'shipments', 'stock', 'returns']));
});

test('without a secret there are no webhooks', () => {
  const settings = { webhookSecret: undefined, webhookSecretPrevious: undefined };
  expect(openShipbobAccount({ settings }).connection.webhooks).toBeUndefined();
});
