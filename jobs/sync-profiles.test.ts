import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeKlaviyoViolations } from '#tests/support/klaviyo-account.ts';
import { type MarketingBench, openMarketingBench } from '#tests/support/marketing-bench.ts';
import { lowerConsents } from './lower-consents.ts';
import { giveConsents } from './steps/give-consent.ts';
import { syncProfiles } from './sync-profiles.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

let bench: MarketingBench;

beforeEach(async () => {
  bench = await openMarketingBench();
});
afterEach(async () => {
  await bench.ledger.close();
  expect(takeKlaviyoViolations()).toEqual([]);
});

/** Runs the job until nothing of it is open, as its waits would. */
async function sync(): Promise<void> {
  for (let round = 0; round < 6 && (await bench.dirty(syncProfiles, 'mail')) > 0; round += 1) {
    await bench.run(syncProfiles, 'mail');
    bench.advance(20_000);
  }
  expect(await bench.dirty(syncProfiles, 'mail')).toBe(0);
}

const profileOf = (email: string) => bench.mail.books.profiles().find((profile) => profile.email === email);
const imports = () =>
  bench.mail.requests.filter(({ url, method }) => method === 'POST' && url.includes('profile-bulk-import'));

test('a customer of the store becomes one profile, and what changes follows', async () => {
  const { id } = bench.shop.addCustomer({ email: 'ada@acme.test', phone: '+16135550101', firstName: 'Ada' });
  await bench.pullStore();
  await sync();
  expect(profileOf('ada@acme.test')?.externalId).toBe(`store:${id}`);
  bench.advance(MINUTE_MS);
  bench.shop.changeCustomer(id, { firstName: 'Augusta' });
  await bench.pullStore();
  await sync();
  expect(bench.mail.books.profiles()).toHaveLength(1);
  expect(profileOf('ada@acme.test')?.fields.get('first_name')).toBe('Augusta');
});

test('what a poll sees again is not written again', async () => {
  bench.shop.addCustomer({ email: 'ada@acme.test' });
  await bench.pullStore();
  await sync();
  const before = imports().length;
  bench.advance(MINUTE_MS);
  await bench.pullStore();
  await sync();
  expect(imports()).toHaveLength(before);
});

test('a yes that was just given at the store is passed on with its proof, and once', async () => {
  const { id } = bench.shop.addCustomer({ email: 'ada@acme.test' });
  bench.shop.sayConsent(id, 'email', 'yes');
  await bench.pullStore();
  await sync();
  bench.advance(MINUTE_MS);
  const marketing = profileOf('ada@acme.test')?.emailMarketing;
  expect(marketing?.consent).toBe('SUBSCRIBED');
  expect(marketing?.detail).toContain(`${id} email`);
});

test('a yes of long ago, or one that the customer has taken back at the vendor since, raises nothing (I20)', async () => {
  const old = bench.shop.addCustomer({ email: 'old@acme.test' });
  bench.shop.sayConsent(old.id, 'email', 'yes', bench.mail.now() - 30 * DAY_MS);
  const left = bench.shop.addCustomer({ email: 'left@acme.test' });
  bench.shop.sayConsent(left.id, 'email', 'yes');
  await bench.pullStore();
  await sync();
  bench.advance(MINUTE_MS);
  expect(profileOf('old@acme.test')?.emailMarketing.consent).not.toBe('SUBSCRIBED');
  bench.mail.people.unsubscribe({ email: 'left@acme.test' }, 'email');
  bench.advance(MINUTE_MS);
  bench.shop.changeCustomer(left.id, { firstName: 'Again' });
  await bench.pullStore();
  await sync();
  bench.advance(MINUTE_MS);
  expect(profileOf('left@acme.test')?.emailMarketing.consent).toBe('UNSUBSCRIBED');
});

test('a yes is not passed on when a newer no is recorded before it is sent (I20)', async () => {
  const { id } = bench.shop.addCustomer({ email: 'ada@acme.test' });
  await bench.pullStore();
  await sync();
  bench.advance(MINUTE_MS);
  bench.shop.sayConsent(id, 'email', 'yes');
  await bench.pullStore();
  const read = await bench.ledger.read((tx) => tx.customers.get('store', id));
  bench.advance(MINUTE_MS);
  bench.shop.sayConsent(id, 'email', 'no');
  await bench.pullStore();
  // Somebody who read the customer a moment ago goes on.
  const late: typeof syncProfiles = {
    ...syncProfiles,
    async run(context, [work]) {
      const { consents, customers } = context.account;
      const target = consents?.target;
      const profile = await customers?.target?.find(`store:${id}`);
      if (target === undefined || profile == null || work === undefined || read === null)
        throw new Error('the story has not come so far');
      await giveConsents(context, work, { target, profile, customer: read.customer });
    },
  };
  await bench.run(late, 'mail');
  bench.advance(MINUTE_MS);
  expect(profileOf('ada@acme.test')?.emailMarketing.consent).toBe('NEVER_SUBSCRIBED');
});

test('a lost answer writes the profile again, and there is still one', async () => {
  const { id } = bench.shop.addCustomer({ email: 'ada@acme.test' });
  await bench.pullStore();
  bench.mail.faults.set({ 'timeout-after': 1 });
  await expect(bench.run(syncProfiles, 'mail')).rejects.toThrow(/no answer/i);
  bench.mail.faults.set({ 'timeout-after': 0 });
  bench.advance(2 * MINUTE_MS);
  await sync();
  expect(bench.mail.books.profiles().map(({ externalId }) => externalId)).toEqual([`store:${id}`]);
});

test('a profile that Klaviyo does not take is parked with its words, and the others of the batch arrive', async () => {
  bench.mail.people.addProfile({ email: 'taken@acme.test', external_id: 'somebody-else' });
  bench.shop.addCustomer({ email: 'taken@acme.test' });
  bench.shop.addCustomer({ email: 'free@acme.test' });
  await bench.pullStore();
  const outcomes: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    for (const outcome of (await bench.run(syncProfiles, 'mail')).values())
      if (outcome.kind === 'park') outcomes.push(outcome.reason);
    bench.advance(20_000);
  }
  expect(profileOf('free@acme.test')).toBeDefined();
  expect(outcomes).toHaveLength(1);
  expect(outcomes[0]).toMatch(/^mail does not take this profile: /);
  expect(outcomes[0]).not.toContain('taken@acme.test');
});

test('a no at the store reaches the vendor before the profile does', async () => {
  const { id } = bench.shop.addCustomer({ email: 'ada@acme.test' });
  bench.shop.sayConsent(id, 'email', 'no');
  await bench.pullStore();
  await bench.run(lowerConsents, 'mail');
  bench.advance(MINUTE_MS);
  await sync();
  expect(profileOf('ada@acme.test')?.emailMarketing.consent).toBe('UNSUBSCRIBED');
});
