import { expect, test } from 'vitest';
import { bucket, costOf } from '#connectors/klaviyo/call-costs.ts';
import { openKlaviyoAccount } from '#tests/support/klaviyo-account.ts';
import { startKlaviyoSandbox } from './start.ts';

test('each operation has its own second and minute, and says how long to wait', async () => {
  const { lists, people, advance, books, customers } = openKlaviyoAccount({ isLimited: true });
  const list = people.addList('VIP');
  const remove = () => lists.remove(list, []);
  for (let second = 0; second < 15; second += 1) {
    for (let call = 0; call < 10; call += 1) await remove();
    const wait = second === 14 ? 46_000 : 1_000;
    await expect(remove()).rejects.toMatchObject({ name: 'ThrottledError', retryAfterMs: wait });
    advance(1_000);
  }
  expect(books.breaches()).toBe(15);
  await expect(remove()).rejects.toMatchObject({ retryAfterMs: 45_000 });
  await customers.upsert([{ reference: 'r' }]);
  advance(45_000);
  await remove();
});

test('at the pace of the connector’s own bucket no limit is ever broken', async () => {
  const { customers, lists, people, advance, books, requests } = openKlaviyoAccount({ isLimited: true });
  if (bucket.kind !== 'cost') throw new TypeError('the bucket counts costs');
  const { capacity, restorePerSecond } = bucket;
  const list = people.addList('VIP');
  let level: number = capacity;
  const spend = async (cost: number, call: () => Promise<unknown>) => {
    const waitMs = Math.max(0, Math.ceil(((cost - level) / restorePerSecond) * 1_000));
    advance(waitMs);
    level = Math.min(capacity, level + (waitMs * restorePerSecond) / 1_000) - cost;
    await call();
  };
  const addCost = costOf('get_ids_for_flows_triggered_by_list') + costOf('add_profiles_to_list');
  for (let round = 0; round < 150; round += 1) {
    await spend(costOf('get_profiles'), () => customers.find('store-us:7'));
    if (round % 3 === 0) await spend(addCost, () => lists.add(list, []));
    await spend(costOf('bulk_import_profiles'), () => customers.upsert([{ reference: `r${round}` }]));
  }
  expect(requests.length).toBeGreaterThan(300);
  expect(books.breaches()).toBe(0);
});

test('an account that is asked too fast by somebody else as well says so in the connector’s words', async () => {
  const { customers, faults } = openKlaviyoAccount();
  faults.force('throttled', 3);
  await expect(customers.upsert([{ reference: 'r' }])).rejects.toMatchObject({
    name: 'ThrottledError',
    retryAfterMs: 3_000,
  });
});

test('a delivery that nobody takes is tried again, then the webhook is switched off, and registering mends it', async () => {
  let isThere = false;
  const { connection, people, books, webhookStats } = openKlaviyoAccount({
    webhookRetryDelaysMs: [5_000, 60_000],
    sendWebhook: () => Promise.resolve(isThere ? 200 : 503),
  });
  const url = 'https://hooks.acme.test/webhooks/klaviyo';
  await connection.webhooks?.register(url);
  people.addProfile({ email: 'ada@acme.test' });
  people.unsubscribe({ email: 'ada@acme.test' }, 'email');
  await settled();
  expect(webhookStats()).toMatchObject({ sent: 1, failed: 1, delivered: 0, pending: 0 });
  expect(books.webhooks()).toMatchObject([{ isEnabled: false }]);
  expect(await connection.webhooks?.missing(url)).not.toEqual([]);
  isThere = true;
  await connection.webhooks?.register(url);
  people.suppress({ email: 'ada@acme.test' }, 'HARD_BOUNCE');
  await settled();
  expect(webhookStats()).toMatchObject({ sent: 2, delivered: 1 });
});

test('subscribing lifts a complaint and never a bounce, as published', () => {
  const { people, books } = openKlaviyoAccount();
  const ada = { email: 'ada@acme.test' };
  people.addProfile(ada);
  for (const reason of ['SPAM_COMPLAINT', 'HARD_BOUNCE'] as const) people.suppress(ada, reason);
  people.subscribe(ada, 'email');
  expect(books.profiles()[0]?.suppressions.map(({ reason }) => reason)).toEqual(['HARD_BOUNCE']);
});

test('it answers over HTTP, and is silent while it is down', async () => {
  const sandbox = await startKlaviyoSandbox();
  try {
    const ask = () =>
      fetch(`${sandbox.url}/api/lists`, {
        headers: {
          authorization: `Klaviyo-API-Key ${sandbox.apiKey}`,
          revision: '2026-07-15',
          connection: 'close',
        },
      });
    sandbox.people.addList('VIP');
    const response = await ask();
    expect(response.headers.get('ratelimit-limit')).toBe('750');
    expect(await response.json()).toMatchObject({ data: [{ attributes: { name: 'VIP' } }] });
    sandbox.faults.takeDown(60_000);
    await expect(ask()).rejects.toThrow(/fetch failed/);
  } finally {
    await sandbox.close();
  }
});

/** Lets everything that waits for nothing but its turn come to its end. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}
