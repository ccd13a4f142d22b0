import { expect, test } from 'vitest';
import { money } from '#domain/money.ts';
import type { BatchOutcome } from '#sdk/batches.ts';
import type { ProfileToWrite } from '#sdk/customers.ts';
import {
  type KlaviyoAccount,
  openKlaviyoAccount,
  takeKlaviyoViolations,
} from '#tests/support/klaviyo-account.ts';

const reference = 'store-us:7';
const ada: ProfileToWrite = {
  reference,
  email: 'ada@acme.test',
  phone: '+16175550100',
  firstName: 'Ada',
  lastName: 'Lovelace',
  company: 'Acme',
  tags: ['vip', 'b2b'],
  lifetime: { orders: 3, spent: money(12_345, 'USD') },
};

async function write(account: KlaviyoAccount, ...profiles: readonly ProfileToWrite[]): Promise<BatchOutcome> {
  const asked = await account.customers.upsert(profiles);
  if (asked.state === 'done') return asked;
  account.settle();
  return account.customers.outcome(asked.id);
}

test('accepted is not done: a job is asked for until it says so, and then the profile is there', async () => {
  const account = openKlaviyoAccount();
  const { customers, advance } = account;
  const asked = await customers.upsert([ada]);
  if (asked.state !== 'running') throw new TypeError('nothing runs');
  expect(await customers.outcome(asked.id)).toEqual(asked);
  expect(await customers.find(reference)).toBeNull();
  advance(1_999);
  expect(await customers.outcome(asked.id)).toEqual(asked);
  advance(1);
  expect(await customers.outcome(asked.id)).toEqual({ state: 'done', refused: [] });
  expect(await customers.find(reference)).toMatchObject({
    reference,
    email: 'ada@acme.test',
    phone: '+16175550100',
    firstName: 'Ada',
    company: 'Acme',
    consents: { email: { state: 'never' }, sms: { state: 'never' } },
  });
  expect(takeKlaviyoViolations()).toEqual([]);
});

test('what is absent stays, null clears, and properties of others are left alone', async () => {
  const account = openKlaviyoAccount();
  await write(account, ada);
  account.people.editProfile({ external_id: reference }, { properties: { Loyalty: 'gold' } });
  await write(account, { reference, firstName: 'Augusta', phone: null, lifetime: null });
  const [profile] = account.books.profiles();
  expect(profile).toMatchObject({ email: 'ada@acme.test', phone: null });
  expect(Object.fromEntries(profile?.fields ?? [])).toEqual({
    first_name: 'Augusta',
    last_name: 'Lovelace',
    organization: 'Acme',
  });
  expect(Object.fromEntries(profile?.properties ?? [])).toEqual({
    Loyalty: 'gold',
    'Syncline Tags': ['vip', 'b2b'],
    'Syncline Orders': null,
    'Syncline Spent': null,
    'Syncline Currency': null,
  });
});

test('an address is written field by field, and null takes each of them away', async () => {
  const account = openKlaviyoAccount();
  const address = {
    name: 'Ada',
    company: null,
    street: '1 Main St',
    street2: null,
    city: 'Boston',
    zip: '02110',
    provinceCode: 'MA',
    countryCode: 'US',
    phone: null,
  };
  await write(account, { reference, address });
  const location = () => Object.fromEntries(account.books.profiles()[0]?.location ?? []);
  expect(location()).toMatchObject({ address1: '1 Main St', region: 'MA', country: 'US' });
  await write(account, { reference, address: null });
  expect(new Set(Object.values(location()))).toEqual(new Set([null]));
});

test('who is refused is named by place and without a word about the person; the others are written', async () => {
  const account = openKlaviyoAccount({ settings: { pageSize: 1 } });
  account.people.addProfile({ external_id: 'store-us:1', email: 'taken@acme.test' });
  const outcome = await write(
    account,
    ada,
    { reference: 'store-us:8', email: 'eve-at-acme' },
    { reference: 'store-us:9', phone: '0617' },
    { reference: 'store-us:10', email: 'taken@acme.test' },
  );
  expect(outcome).toEqual({
    state: 'done',
    refused: [
      { position: 1, reason: 'invalid: Invalid email address' },
      { position: 2, reason: 'invalid: Invalid phone number' },
      {
        position: 3,
        reason: 'duplicate_profile: A profile already exists with one of these identifiers',
      },
    ],
  });
  expect(await account.customers.find(reference)).toMatchObject({ email: 'ada@acme.test' });
  expect(account.books.profiles()).toHaveLength(2);
});

test('a job that fails somebody without saying whom leaves nobody taken for written', async () => {
  const account = openKlaviyoAccount();
  account.rewrite((response, { operation }) => {
    if (operation !== 'get_bulk_import_profiles_job') return response;
    return { ...response, body: response.body.replace('"failed_count":0', '"failed_count":1') };
  });
  expect(await write(account, ada)).toMatchObject({ state: 'done', refused: [{ position: null }] });
});

test('an import changes no consent, joins no list and writes to nobody', async () => {
  const account = openKlaviyoAccount();
  account.people.addProfile({ external_id: reference, email: 'ada@acme.test' });
  account.people.subscribe({ external_id: reference }, 'email');
  account.people.unsubscribe({ external_id: reference }, 'email');
  for (let round = 0; round < 3; round += 1) await write(account, ada);
  expect(await account.customers.find(reference)).toMatchObject({
    consents: { email: { state: 'unsubscribed' }, sms: { state: 'never' } },
  });
  expect(account.books.messages()).toEqual([]);
  const bodies = account.requests.map(({ body = '' }) => body).join(' ');
  expect(bodies).not.toMatch(/subscriptions|consent|"lists"/u);
});

test('a profile that somebody else made with the same address is taken over, not doubled', async () => {
  const account = openKlaviyoAccount();
  account.people.addProfile({ email: 'Ada@acme.test' });
  await write(account, ada);
  expect(account.books.profiles()).toHaveLength(1);
  expect(await account.customers.find(reference)).toMatchObject({ lastName: 'Lovelace' });
});

test('erasing reaches every profile of the person, and once more is success', async () => {
  const account = openKlaviyoAccount();
  const { customers, people, books } = account;
  people.addProfile({ external_id: reference });
  people.addProfile({ email: 'ada@acme.test' });
  people.addProfile({ phone_number: '+16175550100' });
  people.addProfile({ email: 'eve@acme.test' });
  const person = { reference, email: 'ada@acme.test', phone: '+16175550100' };
  await customers.erase(person);
  account.settle();
  expect(books.profiles().map(({ email }) => email)).toEqual(['eve@acme.test']);
  const before = account.requests.length;
  await customers.erase(person);
  expect(account.requests.slice(before).every(({ method }) => method === 'GET')).toBe(true);
  expect(takeKlaviyoViolations()).toEqual([]);
});

test('several profiles with one reference are an error, never the first of them', async () => {
  const account = openKlaviyoAccount();
  account.people.addProfile({ external_id: reference });
  account.people.addProfile({ external_id: reference });
  await expect(account.customers.find(reference)).rejects.toMatchObject({ code: 'ambiguous-reference' });
});

test('a reference with quotes and brackets is looked for as it is', async () => {
  const account = openKlaviyoAccount();
  const odd = 'store-us:"7"],("\\x';
  account.people.addProfile({ external_id: odd });
  expect(await account.customers.find(odd)).toMatchObject({ reference: odd });
});
