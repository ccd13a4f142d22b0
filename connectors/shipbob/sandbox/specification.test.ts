import { expect, test } from 'vitest';
import { ANNOUNCING_SCOPES } from './start.ts';
import { createSpecification, openSpecification } from '#tests/support/published-specification.ts';
import { openShipbobAccount, takeShipbobViolations } from '#tests/support/shipbob-account.ts';

const file = 'shipbob-2026-01.json';

/** Every operation that the connector calls. */
const used = [
  ['POST', '/2026-01/order'],
  ['GET', '/2026-01/order'],
  ['POST', '/2026-01/order/{orderId}:cancel'],
  ['GET', '/2026-01/shipment/{shipmentId}'],
  ['GET', '/2026-01/inventory-level/locations'],
  ['GET', '/2026-01/product'],
  ['GET', '/2026-01/return'],
  ['POST', '/2026-01/return'],
  ['PUT', '/2026-01/return/{id}'],
  ['POST', '/2026-01/return/{id}:cancel'],
  ['GET', '/2026-01/location'],
  ['GET', '/2026-01/channel'],
  ['GET', '/2026-01/webhook'],
  ['POST', '/2026-01/webhook'],
  ['DELETE', '/2026-01/webhook/{id}'],
] as const;

const published = openSpecification(file);

test.skipIf(published === null).each(used)('the published schemas of %s %s compile', (method, path) => {
  expect(() => published?.compile(method, path)).not.toThrow();
});

test.skipIf(published === null)('the gate sees a wrong request, a wrong answer and a wrong path', () => {
  const gate = openSpecification(file);
  const headers = { shipbob_channel_id: '1' };
  const list = { method: 'GET', path: '/2026-01/channel', headers, body: '' };
  gate?.observe(list, { status: 200, body: '{"items":[{"id":1,"name":null,"scopes":[]}],"next":null}' });
  expect(gate?.takeViolations()).toEqual([]);
  gate?.observe(list, { status: 200, body: '{"items":[{"id":"1"}]}' });
  expect(gate?.takeViolations()).toHaveLength(1);
  gate?.observe(list, { status: 200, body: '{"items":[],"more":true}' });
  expect(gate?.takeViolations()).toHaveLength(1);
  gate?.observe({ ...list, path: '/2026-01/channel?Colour=red' }, { status: 200, body: '{}' });
  expect(gate?.takeViolations()).toHaveLength(1);
  gate?.observe({ ...list, path: '/2026-01/order?Limit=251' }, { status: 200, body: '[]' });
  expect(gate?.takeViolations()).toHaveLength(1);
  gate?.observe({ ...list, path: '/2025-07/channel' }, { status: 200, body: '{}' });
  expect(gate?.takeViolations()).toHaveLength(1);
  gate?.observe({ ...list, method: 'POST', path: '/2026-01/order', body: '{}' }, { status: 299, body: '' });
  expect(gate?.takeViolations().length).toBeGreaterThan(5);
});

test('a schema that does not compile is an error, and nothing passes by it', () => {
  const broken = createSpecification({
    paths: {
      '/thing': {
        get: { responses: { 200: { content: { 'application/json': { schema: { type: 'no type' } } } } } },
      },
    },
  });
  expect(() => broken.compile('GET', '/thing')).toThrow(/type/);
  const request = { method: 'GET', path: '/thing', headers: {}, body: '' };
  expect(() => broken.observe(request, { status: 200, body: '1' })).toThrow(/type/);
});

test.skipIf(published === null)(
  'everything that the connector asks and the fake answers is as published',
  async () => {
    const account = openShipbobAccount({ scopes: ANNOUNCING_SCOPES, settings: { announceReturns: true } });
    const { target, ask, warehouse, idOf, connection, locationId } = account;
    const { id } = await target.create(ask('store:1', { TEE: 2 }));
    await target.create(ask('store:1', { TEE: 2 }));
    const { id: shipmentId } = warehouse.ship(idOf('store:1'), { units: { TEE: 1 } });
    await target.cancel(id).catch(() => undefined);
    await target.create(ask('store:2', { GHOST: 2 })).catch(() => undefined);
    const { id: third } = await target.create(ask('store:3', { MUG: 2 }));
    await target.cancel(third);
    warehouse.announceReturn({ shipmentId, locationId, units: { TEE: 1 } });
    const returns = connection.returns?.target;
    const line = { listingId: ask('store:4', { TEE: 1 }).lines[0]?.listingId ?? '', quantity: 1 };
    const place = { locationId: String(locationId), shipmentId: String(shipmentId) };
    const coming = { reference: '#1-R1/0', ...place, lines: [line] };
    const announced = await returns?.announce(coming);
    await returns?.announce({ ...coming, lines: [{ listingId: '7', quantity: 1 }] }).catch(() => undefined);
    await returns?.find(coming.reference);
    await returns?.amend(announced?.id ?? '', coming);
    await returns?.withdraw(announced?.id ?? '');
    await returns?.amend(announced?.id ?? '', coming).catch(() => undefined);
    warehouse.addItem({ sku: 'SET', parts: { TEE: 1, MUG: 2 } });
    for await (const _page of target.all());
    for (const source of [connection.stock?.source, connection.catalog?.source]) {
      for await (const _page of source?.all() ?? []);
    }
    for await (const _page of connection.returns?.source?.changedSince(null) ?? []);
    for await (const _page of connection.shipments?.source?.changedSince(null) ?? []);
    await connection.locations?.source?.all();
    await connection.check();
    await connection.webhooks?.register('https://hooks.acme.test/webhooks/warehouse');
    await connection.webhooks?.register('https://moved.acme.test/webhooks/warehouse');
    expect(takeShipbobViolations()).toEqual([]);
    const called = new Set(account.requests.map(({ operation }) => operation));
    expect(called.size).toBeGreaterThanOrEqual(18);
  },
);
