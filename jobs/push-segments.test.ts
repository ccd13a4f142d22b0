import { afterEach, beforeEach, expect, test } from 'vitest';
import { toReadyRule } from '#domain/ready-segments.ts';
import type { SegmentRule } from '#domain/segment.ts';
import { approveBrake } from '#operations/brakes.ts';
import { takeKlaviyoViolations } from '#tests/support/klaviyo-account.ts';
import { type MarketingBench, openMarketingBench } from '#tests/support/marketing-bench.ts';
import { evaluateSegments } from './evaluate-segments.ts';
import { pushSegments } from './push-segments.ts';
import { syncProfiles } from './sync-profiles.ts';

const DAY_MS = 86_400_000;
const inCanada: SegmentRule = { where: { countries: ['CA'] }, any: [], not: [] };
const isRecent = toReadyRule('new-customers', {
  recencyMs: [30 * DAY_MS, 90 * DAY_MS, 180 * DAY_MS, 365 * DAY_MS],
  orders: [2, 3, 5, 10],
  spent: new Map(),
});

let bench: MarketingBench;
let list: string;

beforeEach(async () => {
  bench = await openMarketingBench((mail) => {
    list = mail.people.addList('Canada');
    return {
      segments: {
        rules: new Map([
          ['canada', inCanada],
          ['new-customers', isRecent],
        ]),
        skus: new Set(),
        fingerprint: 'one',
        everyMs: 900_000,
      },
      marketing: {
        mail: {
          stores: ['store'],
          segments: {
            canada: { list, property: false },
            'new-customers': { list: null, property: true },
          },
        },
      },
      brake: { share: 0, cellsMin: 2, windowMs: 600_000, moveShare: 0.5, unitsMin: 3 },
    };
  });
});
afterEach(async () => {
  await bench.ledger.close();
  expect(takeKlaviyoViolations()).toEqual([]);
});

const add = (name: string, countryCode = 'CA') =>
  bench.shop.addCustomer({ email: `${name}@acme.test`, address: { countryCode } }).id;

/** Everything but the push, until profiles are written. */
async function settle(): Promise<void> {
  await bench.pullStore();
  await bench.run(evaluateSegments, 'store');
  for (let round = 0; round < 3; round += 1) {
    await bench.run(syncProfiles, 'mail');
    bench.advance(20_000);
  }
}

const push = async () => [...(await bench.run(pushSegments, 'mail')).values()][0];
const held = () => bench.ledger.read((tx) => tx.brakes.held('mail'));

async function approve(): Promise<void> {
  const hash = (await held())?.hash ?? 'none';
  await approveBrake(bench.ledger, hash, { by: 'ann', now: bench.mail.now() });
}

/** The schedule of the segments. */
async function clockStrikes(): Promise<void> {
  const mark = {
    job: evaluateSegments.name,
    subject: '*',
    connection: 'store',
    cause: 'schedule',
    priority: 1,
  };
  await bench.ledger.write((tx) => tx.work.mark([mark]));
  await bench.run(evaluateSegments, 'store');
}

const segmentsOf = (email: string) =>
  bench.mail.books
    .profiles()
    .find((profile) => profile.email === email)
    ?.properties.get('Syncline Segments');

const onList = () => {
  const members = new Set(bench.mail.books.members(list));
  return bench.mail.books
    .profiles()
    .filter(({ id }) => members.has(id))
    .map(({ email }) => email)
    .toSorted((left, right) => (left ?? '').localeCompare(right ?? ''));
};

test('the first push of a connection waits for approval, and then the list says who is in the segment', async () => {
  add('ada');
  add('bob', 'US');
  await settle();
  expect(await push()).toMatchObject({ kind: 'wait', waitsFor: 'approval' });
  expect(onList()).toEqual([]);
  expect(await held()).toMatchObject({ changes: [{ sku: 'canada', from: 0, to: 1 }] });
  await approve();
  expect(await push()).toEqual({ kind: 'done' });
  expect(onList()).toEqual(['ada@acme.test']);
  expect(bench.mail.books.messages()).toEqual([]);
});

test('later changes go by themselves as long as they touch few contacts', async () => {
  const ada = add('ada');
  await settle();
  await push();
  await approve();
  await push();
  bench.advance(700_000);
  add('eve');
  bench.shop.customer(ada).address = null;
  bench.shop.changeCustomer(ada, { firstName: 'Ada' });
  await settle();
  expect(await push()).toEqual({ kind: 'done' });
  expect(onList()).toEqual(['eve@acme.test']);

  bench.advance(700_000);
  for (const name of ['fay', 'gus', 'hal']) add(name);
  await settle();
  expect(await push()).toMatchObject({ kind: 'wait', waitsFor: 'approval' });
  expect(onList()).toEqual(['eve@acme.test']);
  await approve();
  await push();
  expect(onList()).toHaveLength(4);
});

test('splitting a mass change does not dodge the brake', async () => {
  add('ada');
  await settle();
  await push();
  await approve();
  await push();
  bench.advance(700_000);
  for (const name of ['bob', 'eve', 'fay', 'gus']) {
    add(name);
    await settle();
    await push();
  }
  expect(onList()).toHaveLength(3);
  expect(await held()).not.toBeNull();
});

test('a profile names its segments once they are released, and no longer when time has passed', async () => {
  const { id } = bench.shop.addLocation({ name: 'Main' });
  bench.shop.addProduct({
    title: 'Tee',
    variants: [{ sku: 'TEE', priceMinor: 1_000, inventory: { [id]: 9 } }],
  });
  bench.shop.placeOrder({ customer: { email: 'ada@acme.test' }, lines: [{ sku: 'TEE', quantity: 1 }] });
  bench.advance(1_000);
  await bench.pullOrders();
  await settle();
  await push();
  expect(segmentsOf('ada@acme.test')).toBeUndefined();
  await approve();
  await push();
  await settle();
  expect(segmentsOf('ada@acme.test')).toEqual(['new-customers']);

  bench.advance(40 * DAY_MS);
  await clockStrikes();
  await settle();
  await push();
  await settle();
  expect(segmentsOf('ada@acme.test')).toEqual([]);
});

test('under other rules everybody is looked at anew', async () => {
  add('ada', 'US');
  await settle();
  Object.assign(bench.settings.segments, {
    rules: new Map([['canada', { where: { countries: ['US'] }, any: [], not: [] }]]),
    fingerprint: 'two',
  });
  await clockStrikes();
  await bench.run(evaluateSegments, 'store');
  expect(await bench.ledger.read((tx) => tx.segments.sizes())).toMatchObject([
    { segment: 'canada', count: 1 },
  ]);
});

test('a segment that is given another list is another push: what one list was told says nothing of the other', async () => {
  add('ada');
  await settle();
  await push();
  await approve();
  await push();
  const other = bench.mail.people.addList('Another');
  const segments = { canada: { list: other, property: false } };
  Object.assign(bench.settings.marketing, { mail: { stores: ['store'], segments } });
  bench.advance(700_000);
  await bench.ledger.write((tx) =>
    tx.work.mark([
      { job: pushSegments.name, subject: 'segments', connection: 'mail', cause: 'test', priority: 1 },
    ]),
  );
  expect(await push()).toEqual({ kind: 'done' });
  expect(bench.mail.books.members(other)).toEqual(bench.mail.books.members(list));
});

test('a list that triggers flows is left alone, which is told, and keeps no other segment waiting', async () => {
  add('ada');
  await settle();
  const flows = bench.mail.people.addList('Welcome', ['welcome']);
  const segments = { canada: { list: flows, property: false } };
  Object.assign(bench.settings.marketing, { mail: { stores: ['store'], segments } });
  await push();
  await approve();
  await push();
  expect(bench.mail.books.members(flows)).toEqual([]);
  expect(bench.mail.books.messages()).toEqual([]);
  expect(await bench.ledger.read((tx) => tx.discrepancies.list({ limit: 9 }))).toMatchObject([
    { type: 'segment-refused', connection: 'mail', subject: 'canada', state: 'open' },
  ]);
});

test('a lost answer is said again, and what lands late is said once more', async () => {
  const ada = add('ada');
  await settle();
  await push();
  await approve();
  bench.mail.faults.set({ 'timeout-after': 1 });
  await expect(bench.run(pushSegments, 'mail')).rejects.toThrow(/no answer/i);
  bench.mail.faults.set({ 'timeout-after': 0 });
  // They leave the segment while the outcome is open.
  bench.shop.customer(ada).address = null;
  bench.shop.changeCustomer(ada, { firstName: 'Ada' });
  await settle();
  await push();
  bench.advance(120_000);
  await push();
  await push();
  expect(onList()).toEqual([]);
  expect(await bench.dirty(pushSegments, 'mail')).toBe(0);
});

test('an erased person leaves every segment, also while a push waits', async () => {
  const ada = add('ada');
  add('bob');
  await settle();
  await push();
  await approve();
  const person = { email: null, phone: null, customer: { connection: 'store', id: ada }, orders: [] };
  await bench.ledger.write((tx) => tx.erasures.begin(person, 'operator', bench.mail.now()));
  await push();
  expect(onList()).toEqual(['bob@acme.test']);
  expect(await bench.ledger.read((tx) => tx.segments.newest('canada', 9))).toHaveLength(1);
});
