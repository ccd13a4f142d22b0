import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toLedgerPlace } from '#config/ledger-place.ts';
import { configurationSchema } from '#config/schema.ts';
import { openLedger } from '#ledger/open-ledger.ts';
import { sampleCustomer } from '#ledger/suite/sample-customer.ts';
import { createMerchantFolder, json } from '#tests/support/run-command.ts';
import { runHere } from '#tests/support/run-here.ts';
import { systemClock, systemRandom } from './system-clock.ts';

const { folder, remove } = createMerchantFolder();
const run = (args: readonly string[]) => runHere(args, folder);
const STORE = 'store-us';

beforeAll(async () => {
  writeFileSync(
    join(folder, 'syncline.config.ts'),
    `export default {
      connections: {
        '${STORE}': { connector: 'shopify', settings: { shop: 'acme.myshopify.com', url: 'http://127.0.0.1:1', accessToken: { secretFromEnv: 'TOKEN' }, customers: true } },
        mail: { connector: 'klaviyo', settings: { url: 'http://127.0.0.1:1', apiKey: { secretFromEnv: 'TOKEN' } } },
      },
      segments: { vip: { where: { orders: { min: 3 } } } },
      marketing: { mail: { stores: ['${STORE}'], segments: { vip: { list: 'LIS1' }, lost: { property: true } } } },
    }`,
  );
  const dataDir = join(folder, '.syncline');
  mkdirSync(dataDir, { recursive: true });
  const configuration = configurationSchema.parse({ dataDir, connections: { any: { connector: 'any' } } });
  const ledger = await openLedger({
    ...toLedgerPlace(configuration),
    clock: systemClock,
    random: systemRandom,
  });
  await ledger.write(async (tx) => {
    for (const [id, segments] of [
      ['1', ['vip']],
      ['2', ['vip', 'lost']],
      ['3', []],
    ] as const) {
      const customer = sampleCustomer(id, { email: `ada${id}@example.test` });
      await tx.customers.record(STORE, customer, 1, { basis: 1, sentAt: 1 });
      await tx.segments.save({ connection: STORE, id }, { segments, changesAt: null }, Number(id));
    }
    await tx.segments.noteTold({ connection: 'mail', place: 'vip@LIS1' }, [`${STORE}:1`], 'there', 1);
  });
  await ledger.close();
});
afterAll(remove);

test('segments are shown with their sizes and what the next push would change', async () => {
  expect(json((await run(['segments', '--json'])).out)).toMatchObject([
    { name: 'lost', size: 1, pushes: [{ connection: 'mail', property: true, add: 1, remove: 0 }] },
    {
      name: 'vip',
      size: 2,
      sizes: { [STORE]: 2 },
      pushes: [{ connection: 'mail', list: 'LIS1', add: 1, remove: 0, contacts: 1, isFirst: false }],
    },
  ]);
});

test('one segment is shown with a sample that names nobody', async () => {
  const { out } = await run(['segments', 'vip']);
  expect(out).toMatch(/vip +2 +mail +list LIS1 +1 +0/);
  expect(out).toMatch(/The next push to mail touches 1 contacts/);
  expect(out).toMatch(/store-us:2 +a\*\*\*@example\.test/);
  expect(out).not.toContain('ada');
});

test('a segment that is not there ends with code 3', async () => {
  expect(await run(['segments', 'nobody'])).toMatchObject({
    code: 3,
    err: expect.stringMatching(/see "syncline segments"/) as unknown,
  });
});
