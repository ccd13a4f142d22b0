import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findDaemon } from '#cli/exchange-with-daemon.ts';
import { type KlaviyoSandbox, startKlaviyoSandbox } from '#connectors/klaviyo/sandbox/start.ts';
import { scopesWithCustomers } from '#connectors/shopify/sandbox/options.ts';
import { withSettings } from '#tests/support/story-config.ts';
import { startEngineProcess } from '#tests/support/story-process.ts';
import {
  databases,
  openWorld,
  STORE,
  type StoryWorld,
  storyEnvironment,
} from '#tests/support/story-world.ts';
import { until } from '#tests/support/until.ts';
import { MAIL, withMail } from '#tests/support/story-mail.ts';

const DAY_MS = 86_400_000;
const CUSTOMERS = 90;
/** Two events each, which are more than the tool takes in one lot: however fast all are read, some are told before others. */
const ORDERS = 520;
const ORDERS_PER_PAGE = 100;
/** Call that takes down what is told in bulk. */
const TELLING = /bulk_create_events/;
/** Where none of them is told for as long as it lasts. */
const FEW = 40;
const TEST_MS = 600_000;
const MAIN_FILE = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

// They wait for what a dead process held most of the time, so they wait together.
describe.concurrent('the past of a store is told to a Klaviyo account that is new', () => {
  test.each(databases)(
    'whole, each thing once and as history, whenever the process is killed, on %s',
    { timeout: TEST_MS },
    async (database) => {
      let hasTakenSome = false;
      const mail = await startKlaviyoSandbox({
        isLimited: false,
        jobMs: 200,
        // Takes one lot, and no other before the process is dead.
        observe: ({ path }, { status }) => {
          if (hasTakenSome || status !== 202 || !path.includes('event-bulk-create-jobs')) return;
          hasTakenSome = true;
          mail.faults.aim('throttled', TELLING);
          mail.faults.set({ throttled: 1 });
        },
      });
      const world = await openMarketingWorld(database, mail);
      let engine = startEngineProcess(world);
      try {
        await until(() => startedAt(world), TEST_MS);
        await until(() => isAnswering(world), TEST_MS);
        // Each answer of the tool takes its time, so that the process dies while it waits for one.
        mail.faults.set({ latency: 1, 'timeout-after': 0.2 });
        const left = await backfill(world, 'orders', ['--no-wait']);
        const people = await backfill(world, 'customers', ['--no-wait']);
        await until(() => (hasTakenSome ? null : 'nothing was told yet'), TEST_MS);
        engine.signal('SIGKILL');
        await engine.ended;
        mail.faults.set({ latency: 0, 'timeout-after': 0, throttled: 0 });
        const toldBefore = mail.books.events().length;
        expect(toldBefore).toBeLessThan(2 * ORDERS);
        engine = startEngineProcess(world);
        await until(() => isAnswering(world), TEST_MS);
        // The same command is the same backfill, watched to its end.
        const [orders, customers] = [await backfill(world, 'orders'), await backfill(world, 'customers')];
        expect(orders).toMatchObject({ id: left.id, state: 'done', settled: ORDERS, refused: 0 });
        expect(customers).toMatchObject({ id: people.id, state: 'done', settled: CUSTOMERS, refused: 0 });
        await until(() => (mail.books.events().length < 2 * ORDERS ? 'events are missing' : null), TEST_MS);
        expectTold(mail, world);
      } finally {
        engine.signal('SIGKILL');
        await engine.ended;
        await world.close();
        await mail.close();
      }
    },
  );
});

describe.concurrent('the past stands behind all that is live', () => {
  test.each(databases)(
    'an order is booked, its stock is published and it is told while a backfill is under way, on %s',
    { timeout: TEST_MS },
    async (database) => {
      const mail = await startKlaviyoSandbox({ isLimited: false, jobMs: 200 });
      const world = await openMarketingWorld(database, mail, FEW);
      let engine: ReturnType<typeof startEngineProcess> | undefined;
      try {
        // The tool takes down nothing of the past, so that it is under way for as long as this lasts.
        mail.faults.aim('throttled', TELLING);
        mail.faults.set({ throttled: 1 });
        engine = startEngineProcess(world);
        await until(() => startedAt(world), TEST_MS);
        await until(() => isAnswering(world), TEST_MS);
        await backfill(world, 'orders', ['--no-wait']);
        await until(() => (mail.faults.countOf('throttled') > 0 ? null : 'nothing was tried'), TEST_MS);
        const { store, erp } = world;
        const sold = store.sellOne('SKU-2', 3);
        await until(() => (erp.bookings(sold).length > 0 ? null : 'the live order is not booked'), TEST_MS);
        erp.count('SKU-2', 9, 'east');
        await until(
          () => (store.available('SKU-2', 'east') === 9 ? null : 'the count is not published'),
          TEST_MS,
        );
        const isTold = () =>
          mail.books.events().some(({ uniqueId }) => uniqueId === `${STORE}:${sold}:placed`);
        await until(() => (isTold() ? null : 'the live order is not told'), TEST_MS);
        expect(mail.books.events().filter(({ isBackfill }) => isBackfill)).toEqual([]);
        mail.faults.set({ throttled: 0 });
        const done = await backfill(world, 'orders');
        expect(done).toMatchObject({ state: 'done', settled: FEW, refused: 0 });
      } finally {
        engine?.signal('SIGKILL');
        await engine?.ended;
        await world.close();
        await mail.close();
      }
    },
  );
});

async function openMarketingWorld(
  database: (typeof databases)[number],
  mail: KlaviyoSandbox,
  orders = ORDERS,
): Promise<StoryWorld> {
  return openWorld({
    database,
    products: 2,
    start: false,
    shopify: { scopes: [...scopesWithCustomers, 'read_all_orders'] },
    prepare: ({ store }) => {
      const { shop } = store.sandbox;
      const now = Date.now();
      const emails = Array.from({ length: CUSTOMERS }, (_, index) => `buyer-${index}@example.test`);
      for (const email of emails) {
        const { id } = shop.addCustomer({ email });
        shop.sayConsent(id, 'email', 'yes', now - 90 * DAY_MS);
      }
      for (let index = 0; index < orders; index += 1) {
        store.sell({
          customer: { email: emails[index % CUSTOMERS] ?? '' },
          lines: [{ sku: 'SKU-1', quantity: 1 }],
          createdAt: now - (100 + index / 4) * DAY_MS,
        });
      }
    },
    change: (written) => {
      const marketing = withMail(written, mail);
      const connections = withSettings(marketing, { [STORE]: { orderPageSize: ORDERS_PER_PAGE } });
      return { ...marketing, connections };
    },
  });
}

/** Every order with its two events, for whoever ordered, as history: no flow, no second one, and nobody's consent. */
function expectTold({ books }: KlaviyoSandbox, { store }: StoryWorld): void {
  const { shop } = store.sandbox;
  const emailOf = new Map(books.profiles().map(({ id, email }) => [id, email]));
  const told = books.events().map(({ metric, uniqueId, profileId, isBackfill }) => ({
    metric,
    uniqueId,
    email: emailOf.get(profileId) ?? '',
    isBackfill,
  }));
  expect(new Set(told.map(({ uniqueId }) => uniqueId)).size).toBe(told.length);
  expect(told.filter(({ isBackfill }) => !isBackfill)).toEqual([]);
  const placed = told.filter(({ metric }) => metric === 'Placed Order');
  expect(placed.map(({ uniqueId, email }) => `${uniqueId} ${email}`).toSorted()).toEqual(
    shop
      .orders()
      .map(({ id, email }) => `${STORE}:${id}:placed ${email ?? ''}`)
      .toSorted(),
  );
  expect(told).toHaveLength(2 * ORDERS);
  expect(books.messages()).toEqual([]);
  expect(books.profiles()).toHaveLength(CUSTOMERS);
  expect(books.profiles().filter(({ emailMarketing }) => emailMarketing.consent === 'SUBSCRIBED')).toEqual(
    [],
  );
}

async function startedAt({ ledger }: StoryWorld): Promise<string | null> {
  const states = await ledger.read((tx) => tx.connections.all());
  return states.some(({ connection }) => connection === MAIL) ? null : 'the connection has not started';
}

/** By the address that commands reach it under; it owns the ledger a little before that. */
async function isAnswering({ folder }: StoryWorld): Promise<string | null> {
  return (await findDaemon(join(folder, 'data'))) === null ? 'the engine does not answer' : null;
}

interface Told {
  readonly id: string;
  readonly state: string;
}

/** The command as its users run it. */
async function backfill(
  { folder, configFile }: StoryWorld,
  resource: 'orders' | 'customers',
  more: readonly string[] = [],
): Promise<Told> {
  const args = ['backfill', MAIL, '--resource', resource, '--config', configFile, '--json', ...more];
  const child = spawn(process.execPath, [MAIN_FILE, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...storyEnvironment(folder) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  // What the command prints, and nothing else.
  const answer = JSON.parse(out === '' ? JSON.stringify({ error: err }) : out) as {
    readonly backfills?: readonly Told[];
  };
  const told = answer.backfills?.[0];
  if (told === undefined) throw new Error(`the command said: ${out}${err}`);
  return told;
}
