import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeKlaviyoViolations } from '#tests/support/klaviyo-account.ts';
import { type MarketingBench, openMarketingBench } from '#tests/support/marketing-bench.ts';
import { lowerConsents } from './lower-consents.ts';
import { refreshCustomers } from './refresh-customers.ts';
import { syncProfiles } from './sync-profiles.ts';

const MINUTE_MS = 60_000;
const ADA = { email: 'ada@acme.test', phone: '+16135550101' };

let bench: MarketingBench;
let id: string;

beforeEach(async () => {
  bench = await openMarketingBench();
  ({ id } = bench.shop.addCustomer(ADA));
  bench.shop.sayConsent(id, 'email', 'yes');
  bench.shop.sayConsent(id, 'sms', 'yes');
  await bench.pullStore();
  await bench.run(lowerConsents, 'store');
  await bench.run(lowerConsents, 'mail');
  for (let round = 0; round < 5; round += 1) {
    await bench.run(syncProfiles, 'mail');
    bench.advance(20_000);
  }
  expect(atMail('emailMarketing')).toBe('SUBSCRIBED');
});
afterEach(async () => {
  await bench.ledger.close();
  expect(takeKlaviyoViolations()).toEqual([]);
});

const atStore = (channel: 'email' | 'sms') => bench.shop.customer(id).agreed[channel].state;
const atMail = (channel: 'emailMarketing' | 'smsMarketing') =>
  bench.mail.books.profiles().find(({ email }) => email === ADA.email)?.[channel].consent;

async function sayNoAtMailAndYesAtStore(): Promise<void> {
  bench.mail.people.unsubscribe(ADA, 'email');
  await bench.pullMail();
  await bench.run(lowerConsents, 'store');
  bench.advance(MINUTE_MS);
  bench.shop.sayConsent(id, 'email', 'yes');
  await bench.pullStore();
}

test('who unsubscribes at the vendor is unsubscribed at the store, on that channel only', async () => {
  bench.mail.people.unsubscribe(ADA, 'email');
  await bench.pullMail();
  await bench.run(lowerConsents, 'store');
  expect(atStore('email')).toBe('UNSUBSCRIBED');
  expect(atStore('sms')).toBe('SUBSCRIBED');
});

test('once told, the store is not told again, whatever is read anew', async () => {
  bench.mail.people.unsubscribe(ADA, 'email');
  await bench.pullMail();
  await bench.run(lowerConsents, 'store');
  await bench.run(refreshCustomers, 'store');
  const saidAt = bench.shop.customer(id).agreed.email.updatedAt;
  bench.advance(MINUTE_MS);
  await bench.pullMail();
  await bench.pullStore();
  await bench.run(lowerConsents, 'store');
  expect(bench.shop.customer(id).agreed.email.updatedAt).toBe(saidAt);
  expect(await bench.dirty(lowerConsents, 'store')).toBe(0);
});

test('a system is asked what it shows of those alone who said no elsewhere', async () => {
  bench.shop.addCustomer({ email: 'eve@acme.test' });
  await bench.pullStore();
  const asked = () => bench.mail.requests.filter(({ operation }) => operation === 'get_profiles').length;
  const before = asked();
  await bench.run(lowerConsents, 'mail');
  expect(asked()).toBe(before);
  bench.shop.sayConsent(id, 'email', 'no');
  await bench.pullStore();
  await bench.run(lowerConsents, 'mail');
  expect(asked()).toBe(before + 1);
});

test('no resync raises it, at either end (I20)', async () => {
  bench.mail.people.unsubscribe(ADA, 'email');
  await bench.pullMail();
  await bench.run(lowerConsents, 'store');
  for (let round = 0; round < 3; round += 1) {
    bench.advance(MINUTE_MS);
    bench.shop.changeCustomer(id, { firstName: `Ada ${round}` });
    await bench.pullStore();
    await bench.run(syncProfiles, 'mail');
    await bench.run(lowerConsents, 'mail');
    await bench.run(lowerConsents, 'store');
    await bench.pullMail();
  }
  expect([atStore('email'), atMail('emailMarketing')]).toEqual(['UNSUBSCRIBED', 'UNSUBSCRIBED']);
});

test('who says yes at the store after that is not unsubscribed by the old no', async () => {
  await sayNoAtMailAndYesAtStore();
  await bench.run(lowerConsents, 'store');
  for (let round = 0; round < 5; round += 1) {
    await bench.run(syncProfiles, 'mail');
    bench.advance(20_000);
  }
  expect([atStore('email'), atMail('emailMarketing')]).toEqual(['SUBSCRIBED', 'SUBSCRIBED']);
});

test('a no at the store outlives a yes that was still on its way to the vendor when it came (I20)', async () => {
  await sayNoAtMailAndYesAtStore();
  const given = () =>
    bench.mail.requests.filter(({ operation }) => operation === 'bulk_subscribe_profiles').length;
  const before = given();
  for (let round = 0; round < 20 && given() === before; round += 1) {
    bench.advance(500);
    await bench.run(syncProfiles, 'mail');
  }
  expect(given()).toBe(before + 1);
  // Accepted, and not done: the vendor still shows the old no.
  expect(atMail('emailMarketing')).toBe('UNSUBSCRIBED');
  bench.advance(1_000);
  bench.shop.sayConsent(id, 'email', 'no');
  await bench.pullStore();
  await bench.run(lowerConsents, 'mail');
  for (let round = 0; round < 8; round += 1) {
    bench.advance(20_000);
    await bench.run(lowerConsents, 'mail');
  }
  expect([atStore('email'), atMail('emailMarketing')]).toEqual(['UNSUBSCRIBED', 'UNSUBSCRIBED']);
  expect(await bench.dirty(lowerConsents, 'mail')).toBe(0);
});

test('who says no at the store is unsubscribed at the vendor, and it is looked for until it is so', async () => {
  bench.advance(5 * MINUTE_MS);
  bench.shop.sayConsent(id, 'sms', 'no');
  await bench.pullStore();
  const outcomes = [...(await bench.run(lowerConsents, 'mail')).values()];
  expect(outcomes).toMatchObject([{ kind: 'wait', waitsFor: 'consents' }]);
  bench.advance(MINUTE_MS);
  expect([...(await bench.run(lowerConsents, 'mail')).values()]).toEqual([{ kind: 'done' }]);
  expect([atMail('smsMarketing'), atMail('emailMarketing')]).toEqual(['UNSUBSCRIBED', 'SUBSCRIBED']);
});

test('a suppression at the vendor is a no for the store', async () => {
  bench.mail.people.suppress({ email: ADA.email }, 'SPAM_COMPLAINT');
  await bench.pullMail();
  await bench.run(lowerConsents, 'store');
  expect(atStore('email')).toBe('UNSUBSCRIBED');
});

test('somebody whom the store tells of only later is unsubscribed there when it does', async () => {
  bench.mail.people.addProfile({ email: 'eve@acme.test' });
  bench.mail.people.subscribe({ email: 'eve@acme.test' }, 'email');
  bench.mail.people.unsubscribe({ email: 'eve@acme.test' }, 'email');
  await bench.pullMail();
  bench.advance(-2 * MINUTE_MS);
  const eve = bench.shop.addCustomer({ email: 'eve@acme.test' });
  bench.shop.sayConsent(eve.id, 'email', 'yes', bench.mail.now() - MINUTE_MS);
  bench.advance(2 * MINUTE_MS);
  await bench.pullStore();
  await bench.run(lowerConsents, 'store');
  expect(bench.shop.customer(eve.id).agreed.email.state).toBe('UNSUBSCRIBED');
});

test('a lost answer is told again, and the customer is unsubscribed', async () => {
  bench.advance(5 * MINUTE_MS);
  bench.shop.sayConsent(id, 'email', 'no');
  await bench.pullStore();
  bench.mail.faults.set({ 'timeout-before': 1 });
  await expect(bench.run(lowerConsents, 'mail')).rejects.toThrow(/no answer/i);
  bench.mail.faults.set({ 'timeout-before': 0 });
  for (let round = 0; round < 3; round += 1) {
    bench.advance(2 * MINUTE_MS);
    await bench.run(lowerConsents, 'mail');
  }
  expect(atMail('emailMarketing')).toBe('UNSUBSCRIBED');
  expect(await bench.dirty(lowerConsents, 'mail')).toBe(0);
});
