import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporaryLedger, type TemporaryLedger } from '#tests/support/temporary-ledger.ts';
import { type Door, openDoor, post, SECRET, sign } from '#tests/support/webhook-door.ts';

let temporary: TemporaryLedger;
let door: Door;
beforeAll(async () => {
  temporary = await openTemporaryLedger();
  door = await openDoor(temporary.ledger);
});
afterAll(async () => {
  await door.server.close();
  await temporary.remove();
});

test('a signed webhook is stored before it is answered, and wakes its connection once', async () => {
  const delivery = randomUUID();
  expect(await post(door, '{"id":1}', { delivery })).toMatchObject({ status: 200, result: 'stored' });
  const [stored] = (await waiting()).filter((event) => event.deliveryId === delivery);
  expect(stored).toMatchObject({ topic: 'orders/updated', body: '{"id":1}', state: 'received' });
  const row = await temporary.ledger.read((tx) =>
    tx.work.get({ job: 'interpret-events', subject: 'events', connection: 'shop' }),
  );
  expect(row?.wanted).toBeGreaterThan(row?.done ?? 0);
});

test('the same delivery again is answered 200 and stored once', async () => {
  const delivery = randomUUID();
  await post(door, '{"id":2}', { delivery });
  expect(await post(door, '{"id":2}', { delivery })).toMatchObject({ status: 200, result: 'duplicate' });
  expect((await waiting()).filter((event) => event.deliveryId === delivery)).toHaveLength(1);
});

test.each([
  ['a wrong signature', { path: '/webhooks/shop', body: '{}', signature: 'x' }, 401],
  ['no signature', { path: '/webhooks/shop', body: '{}', signature: null }, 401],
  ['a body cut short', { path: '/webhooks/shop', body: '{"id":', signature: sign('{"id":1}') }, 401],
  ['an empty body', { path: '/webhooks/shop', body: '', signature: 'x' }, 401],
  ['an unknown connection', { path: '/webhooks/nobody', body: '{}', signature: sign('{}') }, 404],
  ['a connection without webhooks', { path: '/webhooks/erp', body: '{}', signature: sign('{}') }, 404],
  ['a path that is none', { path: '/webhooks/shop/extra', body: '{}', signature: sign('{}') }, 404],
  [
    '2 MiB and one byte',
    { path: '/webhooks/shop', body: 'x'.repeat(2 * 1024 * 1024 + 1), signature: 'x' },
    413,
  ],
  ['10 MB', { path: '/webhooks/shop', body: 'x'.repeat(10_000_000), signature: 'x' }, 413],
])('%s is refused and leaves no row', async (_, request, status) => {
  const before = await countRows();
  expect((await post(door, request.body, request)).status).toBe(status);
  expect(await countRows()).toEqual(before);
});

test.each([
  ['broken JSON', Buffer.from('{"id":1'), /not usable JSON/],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), /UTF-8/],
  ['100,000 levels', Buffer.from('['.repeat(100_000) + ']'.repeat(100_000)), /deeper/],
  ['a key that reaches into the prototype', Buffer.from('{"__proto__":{"x":1}}'), /prototypes/],
  ['the same key in disguise', Buffer.from('{"\\u005f_proto__":{"x":1}}'), /prototypes/],
  ['a bare number', Buffer.from('42'), /no object/],
])('%s, signed, is stored, answered 200 and parked with the reason', async (_, body, reason) => {
  const delivery = randomUUID();
  expect(await post(door, body, { delivery })).toMatchObject({ status: 200, result: 'unusable' });
  const parked = (await temporary.ledger.read((tx) => tx.events.parked(1_000))).find(
    (event) => event.deliveryId === delivery,
  );
  expect(parked?.reason).toMatch(reason);
});

test('64 levels and braces inside texts are usable', async () => {
  const deep = `${'[{"a":'.repeat(31)}["}{][\\"{{{${'['.repeat(100)}"]${'}]'.repeat(31)}`;
  expect(await post(door, deep, {})).toMatchObject({ status: 200, result: 'stored' });
});

test('names with emoji, quotes and SQL are stored byte for byte', async () => {
  const delivery = randomUUID();
  const body = JSON.stringify({ name: "Robert'); DROP TABLE events;-- 🧵 \u0000" });
  await post(door, body, { delivery });
  expect((await waiting()).find((event) => event.deliveryId === delivery)?.body).toBe(body);
});

test('what the sender calls its body does not matter, its bytes do', async () => {
  for (const type of [
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/vnd.vendor+json; charset=utf-8',
    undefined,
  ]) {
    expect((await post(door, '{"id":3}', { type })).status).toBe(200);
  }
});

test('neither secret nor body shows in logs or metrics', async () => {
  await post(door, '{"email":"jane@example.com"}', {});
  await post(door, '{"email":"jane@example.com"}', { signature: 'x' });
  await post(door, '{"email":"jane@exam', {});
  const delivery = randomUUID();
  await post(door, '{"email":"jane@example.com"}', { delivery });
  const text = await (await fetch(`${door.url}/metrics`)).text();
  for (const words of [JSON.stringify(door.log.lines), text]) {
    for (const hidden of ['jane@', SECRET, delivery, 'nobody']) expect(words).not.toContain(hidden);
  }
  expect(text).toMatch(/syncline_webhook_received_total\{connection="shop",outcome="stored"\} \d+/);
});

test('a request that never ends does not keep the door from closing its connection', async () => {
  const before = await countRows();
  const { hostname, port } = new URL(door.url);
  const socket = connect(Number(port), hostname);
  socket.write('POST /webhooks/shop HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"id":');
  socket.end();
  await new Promise((resolve) => {
    socket.on('close', resolve);
    socket.resume();
  });
  expect(await countRows()).toEqual(before);
});

function waiting() {
  return temporary.ledger.read((tx) => tx.events.waiting('shop', 10_000));
}

function countRows() {
  return temporary.ledger.read((tx) => tx.events.counts());
}
