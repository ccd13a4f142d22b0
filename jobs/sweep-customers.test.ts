import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MarketingBench, openMarketingBench } from '#tests/support/marketing-bench.ts';
import { sweepCustomers } from './sweep-customers.ts';
import { syncProfiles } from './sync-profiles.ts';

const DAY_MS = 86_400_000;
/** More than two pages of the store. */
const CUSTOMERS = 250;

let bench: MarketingBench;

beforeEach(async () => {
  bench = await openMarketingBench();
});
afterEach(() => bench.ledger.close());

async function sweep(signal?: AbortSignal): Promise<void> {
  const mark = { job: sweepCustomers.name, subject: 'all', connection: 'store', cause: 'test', priority: 8 };
  await bench.ledger.write((tx) => tx.work.mark([mark]));
  await bench.run(sweepCustomers, 'store', signal);
}
const known = async () => (await bench.ledger.read((tx) => tx.customers.page('store', null, 1_000))).length;
const cursor = async () => (await bench.ledger.read((tx) => tx.cursors.get('store', 'customers:all'))).cursor;

test('a customer whom neither webhook nor poll has told of is found, and told of', async () => {
  const { id } = bench.shop.addCustomer({ email: 'ada@acme.test', firstName: 'Ada' });
  // The poll believes that it has seen everything up to long after.
  const later = JSON.stringify({ updatedAt: bench.mail.now() + DAY_MS });
  await bench.ledger.write((tx) => tx.cursors.save('store', 'customers', { cursor: later }));
  bench.advance(60_000);
  await bench.pullStore();
  expect(await known()).toBe(0);
  await sweep();
  expect(await bench.ledger.read((tx) => tx.customers.get('store', id))).not.toBeNull();
  expect(await bench.dirty(syncProfiles, 'mail')).toBe(1);
});

test('a pass that is broken off goes on behind its last page, and the next one begins anew', async () => {
  for (let index = 0; index < CUSTOMERS; index += 1)
    bench.shop.addCustomer({ email: `buyer-${index}@acme.test` });
  bench.advance(60_000);
  await expect(sweep(AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  const afterFirst = await known();
  expect(afterFirst).toBeGreaterThan(0);
  expect(afterFirst).toBeLessThan(CUSTOMERS);
  expect(await cursor()).not.toBeNull();
  await sweep();
  expect(await known()).toBe(CUSTOMERS);
  expect(await cursor()).toBeNull();
  await sweep();
  expect(await known()).toBe(CUSTOMERS);
});
