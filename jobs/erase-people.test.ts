import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MarketingBench, openMarketingBench } from '#tests/support/marketing-bench.ts';
import { erasePeople } from './erase-people.ts';
import { interpretEvents } from './interpret-events.ts';
import { syncProfiles } from './sync-profiles.ts';

const MINUTE_MS = 60_000;
const ADA = 'ada@acme.test';

let bench: MarketingBench;
let id: string;

beforeEach(async () => {
  bench = await openMarketingBench();
  ({ id } = bench.shop.addCustomer({ email: ADA, firstName: 'Ada' }));
  bench.shop.addCustomer({ email: 'eve@acme.test' });
  await bench.pullStore();
  await sync();
  expect(emailsAtMail()).toEqual([ADA, 'eve@acme.test']);
});
afterEach(() => bench.ledger.close());

async function sync(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await bench.run(syncProfiles, 'mail');
    bench.advance(20_000);
  }
}

async function erase(): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    await bench.run(erasePeople, 'mail');
    bench.advance(MINUTE_MS);
  }
}

const emailsAtMail = () =>
  bench.mail.books
    .profiles()
    .map(({ email }) => email)
    .toSorted((left, right) => ((left ?? '') < (right ?? '') ? -1 : 1));

let deliveries = 0;
async function deliver(topic: string, body: object): Promise<void> {
  deliveries += 1;
  const event = {
    connection: 'store',
    deliveryId: `d${deliveries}`,
    topic,
    triggeredAt: null,
    receivedAt: bench.mail.now(),
    body: JSON.stringify(body),
  };
  const mark = { job: interpretEvents.name, subject: 'events', connection: 'store', cause: '', priority: 1 };
  await bench.ledger.write(async (tx) => {
    await tx.events.receive(event);
    await tx.work.mark([mark]);
  });
  await bench.run(interpretEvents, 'store');
}

const numberOf = (gid: string) => Number(gid.split('/').at(-1));

test('who is redacted at the store is erased at the vendor, others are not, and no clear word stays', async () => {
  await deliver('customers/redact', { customer: { id: numberOf(id), email: ADA }, orders_to_redact: [] });
  const [open] = await bench.ledger.read((tx) => tx.erasures.open(10));
  expect(open).toMatchObject({ requestedBy: 'store', customers: 1 });
  await erase();
  expect(emailsAtMail()).toEqual(['eve@acme.test']);
  expect(await bench.ledger.read((tx) => tx.erasures.get(open?.id ?? ''))).toMatchObject({ people: [] });
  expect(await bench.dirty(erasePeople, 'mail')).toBe(0);
});

test('nothing that comes late brings them back: a webhook, a poll, a new account (I20)', async () => {
  await deliver('customers/redact', { customer: { id: numberOf(id), email: ADA }, orders_to_redact: [] });
  await erase();
  await deliver('customers/update', { id: numberOf(id) });
  bench.shop.changeCustomer(id, { firstName: 'Back' });
  bench.shop.changeCustomer(id, { email: 'other@acme.test' });
  const again = bench.shop.addCustomer({ email: ADA });
  bench.shop.sayConsent(again.id, 'email', 'yes');
  await bench.pullStore();
  await sync();
  bench.advance(MINUTE_MS);
  expect(emailsAtMail()).toEqual(['eve@acme.test']);
  expect(await bench.ledger.read((tx) => tx.customers.page('store', null, 10))).toHaveLength(1);
});

test('a profile that the vendor had only accepted is erased when it has come to be', async () => {
  const late = bench.shop.addCustomer({ email: 'late@acme.test' });
  await bench.pullStore();
  await bench.run(syncProfiles, 'mail');
  await deliver('customers/redact', { customer: { id: numberOf(late.id) }, orders_to_redact: [] });
  await bench.run(erasePeople, 'mail');
  bench.advance(MINUTE_MS);
  expect(emailsAtMail()).toContain('late@acme.test');
  await erase();
  await sync();
  expect(emailsAtMail()).toEqual([ADA, 'eve@acme.test']);
  expect(await bench.dirty(erasePeople, 'mail')).toBe(0);
});

test('a store that was given up takes all its customers along', async () => {
  await deliver('shop/redact', { shop_id: 1 });
  await bench.run(erasePeople, 'store');
  await erase();
  await erase();
  expect(emailsAtMail()).toEqual([]);
  expect(await bench.ledger.read((tx) => tx.erasures.open(10))).toEqual([]);
});

test('who asks for their data is a task for a person, without their address', async () => {
  await deliver('customers/data_request', {
    customer: { id: numberOf(id), email: ADA },
    data_request: { id: 7 },
  });
  const [open] = await bench.ledger.read((tx) => tx.discrepancies.list({ state: 'open', limit: 10 }));
  expect(open).toMatchObject({ type: 'data-request', subject: '7' });
  expect(JSON.stringify(open)).not.toContain(ADA);
});
