import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type KlaviyoSandbox, startKlaviyoSandbox } from '#connectors/klaviyo/sandbox/start.ts';
import { scopesWithCustomers } from '#connectors/shopify/sandbox/options.ts';
import { canariesOf, guest, leaving, person, secrets } from '#tests/support/canaries.ts';
import { type Canary, findInClear, type Places } from '#tests/support/find-in-clear.ts';
import { readFolder, readRedis, readTables } from '#tests/support/read-everything.ts';
import { type EngineProcess, startEngineProcess } from '#tests/support/story-process.ts';
import {
  databases,
  openWorld,
  STORE,
  storyEnvironment,
  type StoryWorld,
  untilListening,
} from '#tests/support/story-world.ts';
import { until } from '#tests/support/until.ts';
import { runCommand } from '#tests/support/run-command.ts';
import { MAIL, withMail } from '#tests/support/story-mail.ts';
import { startStoryWarehouse, type StoryWarehouse, WAREHOUSE } from '#tests/support/story-warehouse.ts';

const TEST_MS = 900_000;
const WAIT_MS = 240_000;
const SKUS = ['SKU-1', 'SKU-2'];
const BOARD_TOKEN = 'canary-board-token-5d1c';

// Most of it is waiting.
describe.concurrent.each(databases)('what people and systems keep to themselves, on %s', (database) => {
  let world: StoryWorld;
  let mail: KlaviyoSandbox;
  let warehouse: StoryWarehouse;
  let engine: EngineProcess;
  let sealingKey = '';

  beforeAll(async () => {
    warehouse = await startStoryWarehouse(SKUS, 20, { token: secrets.warehouseToken });
    mail = await startKlaviyoSandbox({ isLimited: false, jobMs: 200, apiKey: secrets.klaviyoKey });
    world = await openWorld({
      database,
      products: SKUS.length,
      start: false,
      shopify: { scopes: scopesWithCustomers, clientSecret: secrets.clientSecret },
      change(written) {
        sealingKey = String(written['sealingKey']);
        const { connections, ...rest } = withMail(written, mail);
        return {
          ...rest,
          connections: { ...connections, [WAREHOUSE]: warehouse.connection },
          locations: {
            ...written.locations,
            east: {
              ...written.locations['east'],
              authority: { connection: WAREHOUSE, locationId: warehouse.locationId },
            },
          },
          boardToken: BOARD_TOKEN,
          intervals: { ...(written['intervals'] as object), pullCustomers: '1s' },
          log: { level: 'debug' },
        };
      },
    });
    engine = startEngineProcess(world);
    await untilListening(world);
  }, 300_000);
  afterAll(async () => {
    engine.signal('SIGTERM');
    await engine.ended;
    await world.close();
    await mail.close();
    await warehouse.sandbox.close();
  });

  const canaries = (): readonly Canary[] =>
    canariesOf({ erpKey: world.erp.sandbox.apiKey, sealingKey, boardToken: BOARD_TOKEN });

  const get = async (path: string): Promise<string> => {
    const headers = { authorization: `Bearer ${BOARD_TOKEN}`, connection: 'close' };
    const answer = await fetch(`${world.doorUrl}${path}`, { headers });
    expect(answer.status, path).toBeLessThan(400);
    return answer.text();
  };
  const ask = async (...args: readonly string[]): Promise<string> => {
    const { out, err } = await runCommand([...args, '--config', world.configFile], world.folder, {
      ...storyEnvironment(world.folder),
    });
    return `${out}${err}`;
  };
  const redisSocket = (): string =>
    z
      .object({ socketPath: z.string() })
      .parse(JSON.parse(readFileSync(join(world.folder, 'data', 'redis', 'redis.json'), 'utf8'))).socketPath;

  /** Everything that an operator, a vendor's support, a backup or a thief of a disk may come to see. */
  async function lookEverywhere(orderId: string): Promise<Places> {
    const dataDir = join(world.folder, 'data');
    return {
      log: [readFileSync(join(world.folder, 'engine.log'), 'utf8')],
      redis: await readRedis(redisSocket()),
      metrics: [await get('/metrics')],
      health: [await get('/readyz'), await get('/livez')],
      board: [
        await get('/queues/'),
        await get('/queues/api/queues'),
        ...(await Promise.all(
          [STORE, WAREHOUSE, MAIL, 'erp'].map((name) =>
            get(`/queues/api/queues?activeQueue=${name}&status=completed`),
          ),
        )),
      ],
      answers: [
        await ask('status', '--json'),
        await ask('explain', 'order', orderId, '--json'),
        await ask('parked', 'list', '--json'),
        await ask('discrepancies', '--json'),
      ],
      data: readFolder(dataDir),
      ledger: world.databaseUrl === null ? readFolder(dataDir) : await readTables(world.databaseUrl),
    };
  }

  test(
    'neither of customers nor of credentials anything stands in logs, queues, metrics, answers or the ledger in clear',
    { timeout: TEST_MS },
    async () => {
      const { shop } = world.store.sandbox;
      const taxes = [{ title: 'VAT', rate: 0.2 }];
      const locationId = world.store.locations['main'];
      const lines = [{ sku: 'SKU-1', quantity: 1, taxes }];
      const kept = world.store.sell({ lines, customer: person, locationId, paid: true });
      world.store.sell({
        lines,
        email: guest.email,
        shippingAddress: guest.address,
        locationId,
        paid: true,
      });
      // The 3PL is told where this one goes.
      const elsewhere = world.store.sell({
        lines,
        customer: person,
        locationId: world.store.locations['east'],
        paid: true,
      });
      const canceled = world.store.sell({ lines, customer: person, locationId, paid: true });
      // Nobody can book this one: it is parked, with a reason that people read.
      const odd = [{ sku: 'SKU-2', quantity: 1, taxes: [{ title: 'Moon', rate: 0.5 }] }];
      const parked = world.store.sell({ lines: odd, customer: person, locationId, paid: true });
      const { id } = shop.addCustomer(leaving);
      const buyer = shop.customers().find(({ email }) => email === person.email);
      shop.sayConsent(buyer?.id ?? '', 'email', 'yes');
      mail.faults.set({ 'timeout-after': 0.2, 'server-error': 0.1 });
      world.erp.sandbox.faults.set({ 'timeout-after': 0.1, 'server-error': 0.1 });
      const names = () => mail.books.profiles().map(({ email }) => email);
      await until(
        () => (names().includes(leaving.email) ? null : 'the customer is not known to the tool'),
        WAIT_MS,
      );
      world.store.cancel(canceled);
      expect(await world.command('privacy-erase', { email: leaving.email, by: 'story' })).toMatchObject({
        customers: 1,
      });
      shop.changeCustomer(id, { firstName: 'Quillian' });
      const isConfirmed = () => world.erp.bookings(kept).some(({ state }) => state === 'sale');
      await until(() => (isConfirmed() ? null : 'the order is not booked'), WAIT_MS);
      world.erp.ship(kept, secrets.tracking);
      const asked = () => warehouse.requests(`${STORE}:${elsewhere}`).length;
      await until(() => (asked() > 0 ? null : 'the 3PL is not asked'), WAIT_MS);
      warehouse.ship(`${STORE}:${elsewhere}`, { 'SKU-1': 1 }, secrets.otherTracking);
      const told = () => world.store.find(elsewhere)?.fulfillments.length ?? 0;
      await until(() => (told() > 0 ? null : 'the store does not hear of the 3PL’s parcel'), WAIT_MS);
      mail.faults.set({ 'timeout-after': 0, 'server-error': 0 });
      world.erp.sandbox.faults.set({ 'timeout-after': 0, 'server-error': 0 });
      const metrics = () => mail.books.events().map(({ metric }) => metric);
      await until(() => (metrics().includes('Fulfilled Order') ? null : 'the parcel is not told'), WAIT_MS);
      await until(() => (names().includes(leaving.email) ? 'the profile is still there' : null), WAIT_MS);
      await until(
        async () =>
          Object.keys(await world.ledger.parked()).some((subject) => subject.includes(parked))
            ? null
            : 'the odd order is not parked',
        WAIT_MS,
      );

      const places = await lookEverywhere(kept);
      expect(findInClear(places, canaries())).toEqual([]);
      // The search finds what may be seen, so it would have found the rest.
      const seen = [
        { name: 'job', value: 'export-order' },
        { name: 'item', value: 'SKU-1' },
        { name: 'store', value: STORE },
      ];
      expect(findInClear(places, seen)).toEqual(
        expect.arrayContaining([
          'job in log',
          'job in metrics',
          'store in redis',
          'store in board',
          'job in answers',
          'item in ledger',
        ]),
      );
      // And what is planted it finds, in whatever form.
      writeFileSync(
        join(world.folder, 'data', 'left-behind'),
        Buffer.from(`{"e":"${person.email}"}`).toString('base64'),
      );
      expect(findInClear({ data: readFolder(join(world.folder, 'data')) }, canaries())).toEqual([
        'email in data',
      ]);
    },
  );
});
