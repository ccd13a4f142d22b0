import { createHmac, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '#sdk/define-connector.ts';
import { LedgerBusyError, type Ledger } from '#sdk/ledger/ledger.ts';
import { hideSecret } from '#sdk/secret.ts';
import { systemClock } from '#cli/system-clock.ts';
import { openTemporaryLedger, type TemporaryLedger } from '#tests/support/temporary-ledger.ts';
import { createServer, type Server } from './create-server.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { recordLog, type RecordedLog } from '#tests/support/record-log.ts';

const SECRET = 'webhook-secret-hunter2';

/** Signs as a vendor does; counts how often it was asked to read a body. */
const shop: Connection = {
  check: () => Promise.resolve([]),
  webhooks: {
    verify({ headers, body }) {
      const valid = headers['x-signature'] === sign(body);
      return valid
        ? { valid, deliveryId: headers['x-delivery'] ?? '', topic: 'orders/updated', triggeredAt: null }
        : { valid, reason: 'wrong signature' };
    },
    interpret: () => [],
    register: () => Promise.resolve({ created: [], updated: [], removed: [] }),
    missing: () => Promise.resolve([]),
  },
};

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

test('when the ledger cannot write the sender is told to come back', async () => {
  const busy: Ledger = {
    ...temporary.ledger,
    write: () => Promise.reject(new LedgerBusyError('locked')),
    commitCount: 0,
  };
  const other = await openDoor(busy);
  const answer = await post(other, '{"id":4}', {});
  expect(answer).toMatchObject({ status: 503, result: 'busy' });
  expect(answer.retryAfter).toBe('5');
  await other.server.close();
});

test('concurrent receipts share commits, and none is answered before its own', async () => {
  const committed = new Set<string>();
  const commits: number[] = [];
  const watched: Ledger = {
    ...temporary.ledger,
    commitCount: 0,
    write: async (run) => {
      const inside: string[] = [];
      const result = await temporary.ledger.write((tx) =>
        run({
          ...tx,
          events: {
            ...tx.events,
            receive: (event) => {
              inside.push(event.deliveryId);
              return tx.events.receive(event);
            },
          },
        }),
      );
      commits.push(inside.length);
      for (const delivery of inside) committed.add(delivery);
      return result;
    },
  };
  const before = temporary.ledger.commitCount;
  const other = await openDoor(watched);
  // One write per connection for many requests: what a busy hour looks like, in one turn of the loop.
  const wasCommitted = await Promise.all(
    Array.from({ length: 10 }, () => postPipelined(other, 20, (delivery) => committed.has(delivery))),
  );
  expect(wasCommitted.flat()).toEqual(Array.from({ length: 200 }, () => true));
  expect(commits.reduce((sum, count) => sum + count, 0)).toBe(200);
  expect(temporary.ledger.commitCount - before).toBeLessThan(150);
  await other.server.close();
});

test('one event that the database refuses does not take the others with it', async () => {
  const picky: Ledger = {
    ...temporary.ledger,
    commitCount: 0,
    write: (run) =>
      temporary.ledger.write((tx) =>
        run({
          ...tx,
          events: {
            ...tx.events,
            receive: (event) =>
              event.body.includes('poison')
                ? Promise.reject(new Error('constraint'))
                : tx.events.receive(event),
          },
        }),
      ),
  };
  const other = await openDoor(picky);
  const bodies = Array.from({ length: 20 }, (_, index) => (index === 7 ? '{"a":"poison"}' : '{"a":"fine"}'));
  const answers = await Promise.all(bodies.map((body) => post(other, body, {})));
  expect(answers.map((answer) => answer.status)).toEqual(
    bodies.map((body) => (body.includes('poison') ? 503 : 200)),
  );
  await other.server.close();
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

interface Door {
  readonly server: Server;
  readonly url: string;
  readonly metrics: Metrics;
  readonly log: RecordedLog;
}

async function openDoor(ledger: Ledger): Promise<Door> {
  const metrics = createMetrics({ version: '0.0.0' });
  const log = recordLog();
  const connections = new Map<string, Connection>([
    ['shop', shop],
    ['erp', { check: () => Promise.resolve([]) }],
  ]);
  const server = createServer({
    ledger,
    metrics,
    log,
    clock: systemClock,
    connections: () => connections,
    diskFreeBytes: () => Promise.resolve(null),
  });
  return { server, url: await server.listen({ host: '127.0.0.1', port: 0 }), metrics, log };
}

interface Sending {
  readonly path?: string;
  readonly delivery?: string;
  /** Null: none. */
  readonly signature?: string | null;
  readonly type?: string | undefined;
}

async function post(
  { url }: Door,
  body: string | Buffer,
  {
    path = '/webhooks/shop',
    delivery = randomUUID(),
    signature = sign(body),
    type = 'application/json',
  }: Sending,
) {
  const headers = {
    'x-delivery': delivery,
    ...(signature === null ? {} : { 'x-signature': signature }),
    ...(type === undefined ? {} : { 'content-type': type }),
  };
  try {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    const value: unknown = await answer.json();
    const result = typeof value === 'object' && value !== null && 'result' in value ? value.result : null;
    return { status: answer.status, result, retryAfter: answer.headers.get('retry-after') };
  } catch (error) {
    throw new Error(`no answer to ${path}`, { cause: error });
  }
}

/** Sends many requests at once over one connection; for each answer, in order, whether its event was durable by then. */
async function postPipelined(
  { url }: Door,
  count: number,
  isDurable: (delivery: string) => boolean,
): Promise<readonly boolean[]> {
  const { hostname, port } = new URL(url);
  const deliveries = Array.from({ length: count }, () => randomUUID());
  const body = '{"id":5}';
  const socket = connect(Number(port), hostname);
  const requests = deliveries.map(
    (delivery) =>
      `POST /webhooks/shop HTTP/1.1\r\nhost: x\r\nx-delivery: ${delivery}\r\nx-signature: ${sign(body)}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  socket.write(requests.join(''));
  const durable: boolean[] = [];
  for await (const chunk of socket) {
    for (const [status] of String(chunk).matchAll(/HTTP\/1\.1 \d+/g)) {
      durable.push(status.endsWith('200') && isDurable(deliveries[durable.length] ?? ''));
    }
    if (durable.length === count) break;
  }
  return durable;
}

function sign(body: string | Uint8Array): string {
  return createHmac('sha256', hideSecret(SECRET).reveal()).update(body).digest('base64');
}

function waiting() {
  return temporary.ledger.read((tx) => tx.events.waiting('shop', 10_000));
}

function countRows() {
  return temporary.ledger.read((tx) => tx.events.counts());
}
