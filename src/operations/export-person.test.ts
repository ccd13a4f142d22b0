import { afterEach, beforeEach, expect, test } from 'vitest';
import { interpretEvents } from '#jobs/interpret-events.ts';
import { sendEvents } from '#jobs/send-events.ts';
import { syncProfiles } from '#jobs/sync-profiles.ts';
import { type MarketingBench, openMarketingBench } from '#tests/support/marketing-bench.ts';
import { exportPerson } from './export-person.ts';

const ADA = 'ada@acme.test';
const MINUTE_MS = 60_000;

let bench: MarketingBench;

beforeEach(async () => {
  bench = await openMarketingBench();
  const { shop, ledger, mail } = bench;
  const location = shop.addLocation({ name: 'Main' });
  shop.addProduct({
    title: 'TEE',
    variants: [{ sku: 'TEE', priceMinor: 1_000, inventory: { [location.id]: 9 } }],
  });
  await ledger.write((tx) => tx.connections.ensure('mail', mail.now()));
  bench.advance(MINUTE_MS);
  const { id } = shop.addCustomer({ email: ADA, firstName: 'Ada' });
  shop.addCustomer({ email: 'zoe@acme.test', firstName: 'Zoe' });
  shop.sayConsent(id, 'email', 'yes');
  for (const email of [ADA, 'zoe@acme.test'])
    shop.placeOrder({ customer: { email }, lines: [{ sku: 'TEE', quantity: 1 }] });
  await bench.pullStore();
  await bench.pullOrders();
  for (let round = 0; round < 5; round += 1) {
    await bench.run(syncProfiles, 'mail');
    await bench.run(sendEvents, 'mail');
    bench.advance(MINUTE_MS);
  }
});
afterEach(() => bench.ledger.close());

const tell = (email = ` ${ADA.toUpperCase()}`, request: string | null = null) =>
  exportPerson(bench.ledger, email, {
    by: 'test',
    request,
    now: bench.mail.now(),
    connections: new Map([['store', bench.accounts.store]]),
  });

test('a person is told all that is stored of them, and nothing of anybody else', async () => {
  const told = await tell();
  expect(told.customers).toMatchObject([
    { store: 'store', customer: { firstName: 'Ada', consents: { email: { state: 'subscribed' } } } },
  ]);
  expect(told.customers[0]?.customer.consents.email?.proof).not.toBeNull();
  expect(told.consents).toMatchObject([{ connection: 'store', channel: 'email', state: 'subscribed' }]);
  expect(told.orders).toMatchObject([{ store: 'store', order: { personal: { email: ADA } } }]);
  const order = told.orders[0]?.order.id ?? '';
  expect(told.ids.map(({ kind, ours }) => `${kind} ${ours}`)).toContain(`event store:${order}:placed`);
  expect(told.profiles).toMatchObject([{ connection: 'mail', isWritten: true }]);
  const sent = told.doings.filter(({ kind }) => kind === 'effect');
  expect(sent.map(({ name }) => name)).toEqual(expect.arrayContaining(['customers.upsert', 'events.send']));
  expect(sent.find(({ name }) => name === 'customers.upsert')?.sent).toMatchObject({ firstName: 'Ada' });
  expect(JSON.stringify(told)).not.toMatch(/zoe/i);
  expect(told.receipt).toMatchObject({ customers: 1, orders: 1, by: 'test' });
  expect(JSON.stringify(told.receipt)).not.toContain(ADA);
});

test('webhooks about a person that are still kept are opened for them, and nobody else’s', async () => {
  const told = await tell();
  const order = told.orders[0]?.order.id ?? '';
  const number = Number(order.split('/').at(-1));
  const zoe = bench.shop.orders().find(({ customer }) => customer?.email === 'zoe@acme.test')?.id ?? '';
  const receive = (deliveryId: string, topic: string, body: unknown) =>
    bench.ledger.write((tx) =>
      tx.events.receive({
        connection: 'store',
        deliveryId,
        topic,
        triggeredAt: null,
        receivedAt: bench.mail.now(),
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  await receive('a', 'orders/updated', { id: number, note: 'ring twice' });
  await receive('b', 'refunds/create', { id: 5, order_id: number });
  await receive('c', 'checkouts/create', { contact: { email: 'Ada@Acme.test' } });
  await receive('d', 'orders/updated', { id: Number(zoe.split('/').at(-1)), email: 'zoe@acme.test' });
  await receive('e', 'checkouts/create', { email: `not-${ADA}`, note: `she is no ${ADA}` });
  await receive('f', 'orders/updated', '{"unreadable');
  const { deliveries, notIncluded } = await tell();
  expect(deliveries.map(({ topic, body }) => [topic, body])).toEqual([
    ['checkouts/create', { contact: { email: 'Ada@Acme.test' } }],
    ['refunds/create', { id: 5, order_id: number }],
    ['orders/updated', { id: number, note: 'ring twice' }],
  ]);
  expect(notIncluded).toHaveLength(1);
  expect((await tell('nobody@acme.test')).deliveries).toEqual([]);
});

test('who was erased is told so, and that nothing is left', async () => {
  const at = bench.mail.now();
  const person = { email: ADA, phone: null, customer: null, orders: [] };
  await bench.ledger.write((tx) => tx.erasures.begin(person, 'operator', at));
  const told = await tell();
  expect(told).toMatchObject({
    erasedAt: at,
    customers: [],
    consents: [],
    orders: [],
    doings: [],
    waiting: [],
  });
  expect(told.receipt).toMatchObject({ customers: 0, orders: 0 });
});

test('nobody is told of whoever is not known, and an address that is none is refused', async () => {
  expect(await tell('nobody@acme.test')).toMatchObject({ erasedAt: null, customers: [], orders: [] });
  await expect(tell('ada')).rejects.toThrow(/no e-mail address/);
});

test('a request that a store has passed on names this command, and is answered by it once', async () => {
  const body = JSON.stringify({ customer: { id: 1, email: ADA }, data_request: { id: 7 } });
  await bench.ledger.write(async (tx) => {
    await tx.events.receive({
      connection: 'store',
      deliveryId: 'd1',
      topic: 'customers/data_request',
      triggeredAt: null,
      receivedAt: bench.mail.now(),
      body,
    });
    await tx.work.mark([
      { job: interpretEvents.name, subject: 'events', connection: 'store', cause: '', priority: 1 },
    ]);
  });
  await bench.run(interpretEvents, 'store');
  const open = () => bench.ledger.read((tx) => tx.discrepancies.list({ state: 'open', limit: 9 }));
  expect((await open())[0]?.suggestion).toContain('syncline privacy export <email> --request 7');
  await expect(tell(ADA, '8')).rejects.toThrow(/no store waits/);
  expect((await tell(ADA, '7')).customers).toHaveLength(1);
  expect(await open()).toEqual([]);
  await expect(tell(ADA, '7')).rejects.toThrow(/no store waits/);
});
