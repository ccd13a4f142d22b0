import { expect, test } from 'vitest';
import { openShipbobAccount, SHIPBOB_SECRETS } from '#tests/support/shipbob-account.ts';
import { startShipbobSandbox } from './start.ts';

test('what is on hand is the sum of what moved, whatever happens', async () => {
  const { target, ask, warehouse, idOf, locationId, books } = openShipbobAccount();
  await target.create(ask('store:1', { TEE: 5, MUG: 1 }));
  warehouse.ship(idOf('store:1'), { units: { TEE: 2 } });
  const { id: shipmentId } = warehouse.ship(idOf('store:1'));
  const { id } = warehouse.announceReturn({ shipmentId, locationId, units: { TEE: 1 } });
  warehouse.decideReturn(id, { sku: 'TEE', action: 'Restock', quantity: 1 });
  warehouse.receive('MUG', locationId, 7);
  warehouse.count('TEE', locationId, 90);
  const sums = new Map<number, number>();
  for (const { inventoryId, units } of books.movements())
    sums.set(inventoryId, (sums.get(inventoryId) ?? 0) + units);
  expect(books.levels().map(({ sku, onHand, inventoryId }) => [sku, onHand, sums.get(inventoryId)])).toEqual([
    ['TEE', 90, 90],
    ['MUG', 106, 106],
  ]);
});

test('what one order waits for, the next one does not take', async () => {
  const { target, ask, warehouse, locationId } = openShipbobAccount();
  const first = await target.create(ask('store:1', { TEE: 100 }));
  const second = await target.create(ask('store:2', { TEE: 2 }));
  expect([first.state, second.state]).toEqual(['accepted', 'on-hold']);
  warehouse.receive('TEE', locationId, 2);
  expect(await target.find('store:2')).toMatchObject({ state: 'accepted' });
});

test('the window slides: what is beyond it waits as long as it is told, and is counted', async () => {
  const { connection, advance, books, requests } = openShipbobAccount({ requestsPerMinute: 3 });
  const source = connection.locations?.source;
  for (let call = 0; call < 3; call += 1) {
    await source?.all();
    advance(10_000);
  }
  await expect(source?.all()).rejects.toMatchObject({ name: 'ThrottledError', retryAfterMs: 30_000 });
  advance(30_001);
  await source?.all();
  expect(books.breaches()).toBe(1);
  expect(requests).toHaveLength(5);
});

test('a call that takes effect late is one order all the same', async () => {
  const { target, faults, ask, books, advance } = openShipbobAccount();
  faults.force('late-effect');
  await expect(target.create(ask('store:1', { TEE: 1 }))).rejects.toMatchObject({ name: 'NoAnswerError' });
  await target.create(ask('store:1', { TEE: 1 }));
  advance(10_000);
  await Promise.resolve();
  expect(books.orders()).toHaveLength(1);
});

test('a delivery that nobody takes is tried again, then the subscription is switched off', async () => {
  let isThere = false;
  const account = openShipbobAccount({
    webhookRetryDelaysMs: [5_000, 60_000],
    sendWebhook: () => Promise.resolve(isThere ? 200 : 503),
  });
  const { connection, warehouse, locationId, books, webhookStats } = account;
  await connection.webhooks?.register('https://hooks.acme.test/webhooks/warehouse');
  warehouse.announceReturn({ locationId, units: { TEE: 1 } });
  await settled();
  expect(webhookStats()).toMatchObject({ sent: 1, failed: 1, delivered: 0, pending: 0 });
  expect(books.subscriptions().filter(({ isEnabled }) => !isEnabled)).toHaveLength(1);
  isThere = true;
  await connection.webhooks?.register('https://hooks.acme.test/webhooks/warehouse');
  warehouse.announceReturn({ locationId, units: { TEE: 1 } });
  await settled();
  expect(webhookStats()).toMatchObject({ sent: 2, delivered: 1 });
  expect(books.subscriptions().every(({ secret }) => secret === SHIPBOB_SECRETS.current)).toBe(true);
});

test('it answers over HTTP, and is silent while it is down', async () => {
  const sandbox = await startShipbobSandbox();
  try {
    const ask = () =>
      fetch(`${sandbox.url}/2026-01/location`, {
        headers: { authorization: `Bearer ${sandbox.token}`, connection: 'close' },
      });
    sandbox.warehouse.addLocation({ name: 'Cicero (IL)' });
    const response = await ask();
    expect(response.headers.get('x-remaining-calls')).toBe('149');
    expect(await response.json()).toMatchObject([{ name: 'Cicero (IL)', is_active: true }]);
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
