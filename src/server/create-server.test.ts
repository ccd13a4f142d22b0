import type { FastifyPluginCallback } from 'fastify';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#cli/system-clock.ts';
import { LedgerBusyError, type Ledger } from '#sdk/ledger/ledger.ts';
import { hideSecret } from '#sdk/secret.ts';
import { recordLog } from '#tests/support/record-log.ts';
import { openTemporaryLedger, type TemporaryLedger } from '#tests/support/temporary-ledger.ts';
import { createServer, type Server, type ServerOptions } from './create-server.ts';
import { createMetrics } from './metrics.ts';

const MEGABYTE = 1_048_576;
const board: FastifyPluginCallback = (scope, _options, done) => {
  scope.get('/', () => 'the board');
  scope.get('/static/app.js', () => 'a script');
  done();
};

let temporary: TemporaryLedger;
const servers: Server[] = [];
beforeAll(async () => {
  temporary = await openTemporaryLedger();
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
afterAll(() => temporary.remove());

test('alive asks nobody, ready asks the ledger and the disk', async () => {
  const { url } = await open();
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  const ready = await fetch(`${url}/readyz`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({
    status: 'ready',
    checks: { shutdown: 'ok', ledger: 'ok', disk: 'ok' },
  });
});

test.each<readonly [string, Partial<ServerOptions>, RegExp]>([
  ['the ledger cannot write', { ledger: unwritable() }, /not writable \(LedgerBusyError\)/],
  ['the disk is nearly full', { diskFreeBytes: () => Promise.resolve(10 * MEGABYTE) }, /only 10 MB/],
  [
    'a part of this process is not ready',
    { checks: { redis: () => Promise.resolve('it does not answer') } },
    /does not answer/,
  ],
])('not ready, with the reason, when %s; alive all the same', async (_, options, reason) => {
  const { url } = await open(options);
  const ready = await fetch(`${url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.text()).toMatch(reason);
  expect((await fetch(`${url}/livez`)).status).toBe(200);
});

test.each([
  ['nothing', undefined, 401],
  ['a wrong token', 'Bearer wrong', 401],
  ['the beginning of the token', 'Bearer board-toke', 401],
  ['another scheme', 'Digest board-token', 401],
  ['Basic without a password', `Basic ${btoa('board-token')}`, 401],
  ['the token as Bearer', 'Bearer board-token', 200],
  ['the token as the password of Basic', `Basic ${btoa('anybody:board-token')}`, 200],
])('the queues open to %s accordingly', async (_, authorization, status) => {
  const { url } = await open({ board: { plugin: board, token: () => hideSecret('board-token') } });
  for (const path of ['/queues/', '/queues/static/app.js', '/queues/no-such-page']) {
    const answer = await fetch(`${url}${path}`, {
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(answer.status).toBe(path.endsWith('page') && status === 200 ? 404 : status);
    if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Basic/);
  }
});

test('metrics tell the state of the ledger in names of the configuration, without ids', async () => {
  await temporary.ledger.write(async (tx) => {
    await tx.connections.ensure('shop', systemClock.now());
    await tx.work.mark([
      {
        job: 'export-order',
        subject: 'shop:order-of-nobody-4711',
        connection: 'erp',
        priority: 2,
        cause: 'order shop:order-of-nobody-4711',
      },
    ]);
    await tx.discrepancies.open(
      {
        type: 'stock-drift',
        connection: 'shop',
        subject: '99@1',
        detail: 'x',
        amount: 1,
        currency: null,
        suggestion: 'y',
      },
      systemClock.now(),
    );
    await tx.exposure.measurePropagation('shop', 2_500, 1);
    await tx.exposure.saveMeasured(
      Array.from({ length: 25 }, (_, at) => ({
        sku: `SKU-${at}`,
        connection: 'shop',
        velocityPerHour: 1,
        propagationMs: 1,
        expectedUnits: 0.5,
        boundUnits: 3,
        expected: { minor: 1, currency: 'EUR' },
        bound: { minor: 1_000 + at, currency: 'EUR' },
        measuredAt: 1,
      })),
    );
  });
  const levels = () => Promise.resolve([{ connection: 'shop', available: 1_500, breakerOpen: false }]);
  const { url } = await open({ levels });
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).toContain('syncline_work_dirty{connection="erp",job="export-order"} 1');
  expect(text).toMatch(/syncline_work_oldest_seconds\{connection="erp",job="export-order"\} \d/);
  expect(text).toContain('syncline_discrepancies{type="stock-drift",state="open"} 1');
  expect(text).toContain('syncline_vendor_bucket_level{connection="shop"} 1500');
  expect(text).toContain('syncline_vendor_breaker_open{connection="shop"} 0');
  expect(text).toContain('syncline_stock_propagation_seconds{connection="shop"} 2.5');
  expect(text).toContain('syncline_oversell_risk_units{connection="shop",sku="SKU-24"} 3');
  expect(text).toContain('syncline_oversell_risk_money{connection="shop",sku="SKU-24",currency="EUR"} 10.24');
  expect(text.match(/^syncline_oversell_risk_units\{/gmu)).toHaveLength(20);
  expect(text).toContain('syncline_build_info{version="1.2.3"');
  expect(text).toContain('nodejs_eventloop_lag_seconds');
  for (const id of ['order-of-nobody-4711', '99@1']) expect(text).not.toContain(id);
});

test('metrics of the process are there while the ledger is away', async () => {
  const { url } = await open({
    ledger: { ...temporary.ledger, commitCount: 0, read: () => Promise.reject(new Error('gone')) },
  });
  const answer = await fetch(`${url}/metrics`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('process_cpu');
});

async function open(options: Partial<ServerOptions> = {}): Promise<{ readonly url: string }> {
  const server = createServer({
    ledger: temporary.ledger,
    connections: () => new Map(),
    metrics: createMetrics({ version: '1.2.3' }),
    clock: systemClock,
    log: recordLog(),
    diskFreeBytes: () => Promise.resolve(1_000 * MEGABYTE),
    ...options,
  });
  servers.push(server);
  return { url: await server.listen({ host: '127.0.0.1', port: 0 }) };
}

function unwritable(): Ledger {
  const busy = () => Promise.reject(new LedgerBusyError('locked'));
  return {
    write: busy,
    read: busy,
    onWork: () => undefined,
    backup: busy,
    commitCount: 0,
    close: () => Promise.resolve(),
  };
}
