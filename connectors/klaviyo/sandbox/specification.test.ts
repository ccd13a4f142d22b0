import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generateOperations } from '#connectors/klaviyo/codegen/generate-operations.ts';
import { operations } from '#connectors/klaviyo/generated/operations.ts';
import { openKlaviyoAccount, takeKlaviyoViolations } from '#tests/support/klaviyo-account.ts';
import { marketingEvent } from '#tests/support/make-marketing-event.ts';
import { openSpecification } from '#tests/support/published-specification.ts';
import { collect } from '#tests/support/shipbob-account.ts';

const file = 'klaviyo-fixed-for-ajv.json';
const published = openSpecification(file);
const raw = fileURLToPath(new URL(`../../../../shared/specs/${file}`, import.meta.url));
const TIMEOUT_MS = 60_000;

test.skipIf(published === null).each(Object.values(operations))(
  'the published schemas of $method $path compile',
  { timeout: TIMEOUT_MS },
  ({ method, path }) => {
    expect(() => published?.compile(method, path)).not.toThrow();
  },
);

test.skipIf(!existsSync(raw))('the limits that ship are those that are published', () => {
  const generated = readFileSync(new URL('../generated/operations.ts', import.meta.url), 'utf8');
  expect(generateOperations(JSON.parse(readFileSync(raw, 'utf8')))).toBe(generated);
});

test('a limit in another form, or of an operation that is gone, is an error', () => {
  const document = { info: { version: '2026-07-15' }, paths: {} };
  expect(() => generateOperations(document)).toThrow(/get_accounts is not published/);
  const get = {
    operationId: 'get_accounts',
    'x-klaviyo-ratelimit': { burst: '1/h', steady: '15/m' },
    'x-klaviyo-scopes': [],
  };
  expect(() => generateOperations({ ...document, paths: { '/api/accounts': { get } } })).toThrow(/burst/);
});

test.skipIf(published === null)('the gate sees a wrong request, a wrong answer and a wrong refusal', () => {
  const gate = openSpecification(file);
  const list = { method: 'GET', path: '/api/lists', headers: { revision: '2026-07-15' }, body: '' };
  const links = { self: 'https://klaviyo.sim/api/lists' };
  gate?.observe(list, { status: 200, body: JSON.stringify({ data: [], links }) });
  expect(gate?.takeViolations()).toEqual([]);
  gate?.observe(list, { status: 200, body: JSON.stringify({ data: [{ type: 'list' }], links }) });
  expect(gate?.takeViolations().length).toBeGreaterThan(0);
  gate?.observe({ ...list, headers: {} }, { status: 200, body: JSON.stringify({ data: [], links }) });
  expect(gate?.takeViolations()).toHaveLength(1);
  gate?.observe({ ...list, path: '/api/lists?page[size]=11' }, { status: 200, body: '{"data":[]}' });
  expect(gate?.takeViolations()).toHaveLength(1);
  gate?.observe(list, { status: 400, body: '{"error":"no"}' });
  expect(gate?.takeViolations()).toHaveLength(1);
  gate?.observe({ ...list, method: 'POST', body: '{"data":{"type":"list"}}' }, { status: 201, body: '' });
  expect(gate?.takeViolations().length).toBeGreaterThan(0);
});

test.skipIf(published === null)(
  'everything that the connector asks and the fake answers is as published',
  { timeout: TIMEOUT_MS },
  async () => {
    const account = openKlaviyoAccount({ repeatedEvents: 'refused', settings: { pageSize: 1 } });
    const { customers, consents, events, lists, stockSignals, people, connection, settle, now } = account;
    const reference = 'store-us:7';
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
    const outcome = await customers.upsert([
      { reference, email: 'ada@acme.test', phone: '+16175550100', address, tags: ['vip'], locale: null },
      { reference: 'store-us:8', email: 'no address' },
      { reference: 'store-us:9', email: 'also none' },
    ]);
    settle();
    if (outcome.state === 'running') await customers.outcome(outcome.id);
    const profile = await customers.find(reference);
    await consents.give(
      { reference, contact: 'ada@acme.test' },
      { channel: 'email', at: now() - 1_000, source: 'checkout', proof: 'order 41' },
    );
    settle();
    await consents.lower([
      { contact: 'ada@acme.test', channel: 'email', state: 'unsubscribed' },
      { contact: '+16175550100', channel: 'sms', state: 'unsubscribed' },
      { contact: 'eve@acme.test', channel: 'email', state: 'suppressed' },
    ]);
    settle();
    await collect(connection.consents?.source?.changedSince(null) ?? none());
    await collect(connection.consents?.source?.all() ?? none());
    await events.send([marketingEvent()]);
    settle();
    const others = Array.from({ length: 20 }, (_, at) =>
      marketingEvent({ reference: `store-us:41:${at}`, historical: true }),
    );
    await events.send([marketingEvent(), ...others]);
    expect(await events.has(marketingEvent())).toBe(true);
    const list = people.addList('VIP');
    await lists.add(list, [profile?.id ?? '']);
    await collect(lists.members(list));
    await lists.remove(list, [profile?.id ?? '']);
    people.addVariant('TEE');
    const told = await stockSignals.tell([
      { itemReference: 'TEE', available: 3 },
      { itemReference: 'GHOST', available: 1 },
    ]);
    settle();
    if (told.state === 'running') await stockSignals.outcome(told.id);
    await connection.check();
    await connection.webhooks?.register('https://hooks.acme.test/webhooks/klaviyo');
    await connection.webhooks?.register('https://moved.acme.test/webhooks/klaviyo');
    const [webhook] = account.books.webhooks();
    if (webhook !== undefined) account.state.webhooks.set('Spare', { ...webhook, id: 'Spare' });
    await connection.webhooks?.register('https://moved.acme.test/webhooks/klaviyo');
    await customers.erase({ reference, email: 'ada@acme.test', phone: null });
    settle();
    expect(await customers.find(reference)).toBeNull();
    expect(takeKlaviyoViolations()).toEqual([]);
    const called = new Set(account.requests.map(({ operation }) => operation));
    expect([...called].toSorted()).toEqual(Object.keys(operations).toSorted());
  },
);

async function* none(): AsyncGenerator<never> {
  // A connection without this source has no pages.
}
