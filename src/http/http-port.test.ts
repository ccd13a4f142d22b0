import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Socket,
  type Server as TcpServer,
} from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { NoAnswerError, NotSentError, RejectedError } from '#sdk/errors.ts';
import type { HttpRequest, LimitReport } from '#sdk/http.ts';
import { systemClock, systemRandom } from '#tests/support/system-time.ts';
import { createSender } from './send-request.ts';
import { type CallReport, createHttpPort, type EngineHttpPort, type HttpPortOptions } from './http-port.ts';
import type { LimitedCall } from './waiting-line.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(server: Server | TcpServer): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(
    () =>
      new Promise((resolve) => {
        if ('closeAllConnections' in server) server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const serve = (listener: RequestListener) => listen(createHttpServer(listener));
const serveSockets = (onSocket: (socket: Socket) => void) =>
  listen(
    createTcpServer((socket) => {
      socket.on('error', () => undefined);
      onSocket(socket);
    }),
  );

/** A limit that notes what it is asked, and refuses as told. */
function createLimit(answers: readonly number[] = []) {
  const refusals = [...answers];
  const asked: LimitedCall[] = [];
  const settled: LimitReport[] = [];
  return {
    asked,
    settled,
    acquire: (call: LimitedCall) => {
      asked.push(call);
      const retryAfterMs = refusals.shift();
      return Promise.resolve(
        retryAfterMs === undefined
          ? ({ granted: true, ticket: 'ticket' } as const)
          : ({ granted: false, retryAfterMs } as const),
      );
    },
    settle: (_ticket: string, report: LimitReport = {}) => {
      settled.push(report);
      return Promise.resolve();
    },
  };
}

function createPort(change: Partial<HttpPortOptions<string>> = {}) {
  const limit = createLimit();
  const outcomes: string[] = [];
  const calls: CallReport[] = [];
  const breaker = {
    enter: () => undefined,
    succeed: () => void outcomes.push('succeed'),
    fail: (weight = 1) => void outcomes.push(`fail ${weight}`),
    blockedForMs: () => 0,
  };
  const port: EngineHttpPort = createHttpPort<string>({
    connection: 'shop',
    sender: createSender({ clock: systemClock }),
    limit,
    breaker,
    clock: systemClock,
    random: systemRandom,
    onCall: (report) => void calls.push(report),
    ...change,
  });
  closing.unshift(() => port.close());
  return { port, limit, outcomes, calls };
}
const get = (url: string, change: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  operation: 'things.read',
  ...change,
});

test('a call returns status, headers and body, settles what the vendor reported, and is measured', async () => {
  const url = await serve((request, response) => {
    response.setHeader('x-left', '7').end(`${request.method ?? ''} ${request.url ?? ''}`);
  });
  const { port, limit, outcomes, calls } = createPort();
  const response = await port.call(
    get(`${url}/things?token=s3cr3t`, {
      cost: 3,
      readLimit: (answer) => ({ available: Number(answer.headers['x-left']) }),
    }),
  );
  expect(response).toMatchObject({ status: 200, body: 'GET /things?token=s3cr3t' });
  expect(limit.asked).toMatchObject([{ cost: 3, pace: 'normal' }]);
  expect(limit.settled).toEqual([{ available: 7 }]);
  expect(outcomes).toEqual(['succeed']);
  expect(calls).toMatchObject([
    { connection: 'shop', operation: 'things.read', outcome: 'answered', status: 200 },
  ]);
});

test.each<[string, (socket: Socket) => void]>([
  ['a connection reset before any answer', (socket) => socket.once('data', () => socket.resetAndDestroy())],
  [
    'an answer that is cut',
    (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf')),
  ],
  ['an answer that is not HTTP', (socket) => socket.once('data', () => socket.end('hello'))],
  ['silence', (socket) => void socket.resume()],
  ['a body that drips', (socket) => socket.once('data', () => drip(socket))],
])('%s is no answer: the request may have arrived', async (_name, behave) => {
  const url = await serveSockets(behave);
  const { port, outcomes, limit } = createPort();
  const error: unknown = await port
    .call(get(`${url}/?token=s3cr3t`, { method: 'POST', body: '{}', timeoutMs: 300 }))
    .catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(NoAnswerError);
  expect(String(error)).not.toContain('s3cr3t');
  expect(outcomes).toEqual(['fail 1']);
  expect(limit.settled).toEqual([{}]);
});

test.each([
  ['a refused connection', 'http://127.0.0.1:1/'],
  ['an unknown host', 'http://no-such-host.invalid/'],
])('%s is not sent, and costs nothing', async (_name, url) => {
  const { port, outcomes, limit, calls } = createPort();
  await expect(port.call(get(url))).rejects.toThrow(NotSentError);
  expect(outcomes).toEqual(['fail 1']);
  expect(limit.settled).toEqual([{ actualCost: 0 }]);
  expect(calls).toMatchObject([{ outcome: 'not-sent', status: null }]);
});

test('a server without TLS behind an https address is not sent to', async () => {
  const url = await serve((_request, response) => response.end());
  const { port } = createPort();
  await expect(port.call(get(url.replace('http:', 'https:')))).rejects.toThrow(NotSentError);
});

test('an answer larger than the limit is not read to its end, plain or packed', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/packed')
      response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(5_000_000)));
    else response.end(Buffer.alloc(5_000_000));
  });
  const sender = createSender({ clock: systemClock, bodyBytesMax: 1_000_000 });
  const { port, outcomes } = createPort({ sender });
  await expect(port.call(get(`${url}/plain`))).rejects.toThrow(/larger than we read/);
  await expect(port.call(get(`${url}/packed`))).rejects.toThrow(/larger than we read/);
  expect(outcomes).toEqual(['succeed', 'succeed']);
});

test('a packed answer is unpacked, a redirect is handed back and not followed', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/packed') response.setHeader('content-encoding', 'gzip').end(gzipSync('grüße'));
    else response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
  });
  const { port } = createPort();
  expect((await port.call(get(`${url}/packed`))).body).toBe('grüße');
  expect((await port.call(get(`${url}/moved`))).status).toBe(302);
});

test('gateway errors speak for an outage, an error of the application only a little, a 429 not at all', async () => {
  const url = await serve((request, response) =>
    response.writeHead(Number(request.url?.slice(1)), { 'retry-after': '2.5' }).end(),
  );
  const { port, outcomes, limit } = createPort();
  for (const status of [502, 500, 429, 404]) await port.call(get(`${url}/${status}`));
  expect(outcomes).toEqual(['fail 1', 'fail 0.25', 'succeed', 'succeed']);
  expect(limit.settled).toEqual([{}, {}, { retryAfterMs: 2_500 }, {}]);
});

test('a call waits for room in the limit, and gives up when that would take too long', async () => {
  const url = await serve((_request, response) => response.end());
  const limit = createLimit([30, 30]);
  const { port, calls } = createPort({ limit });
  await port.call(get(url));
  expect(limit.asked).toHaveLength(3);
  expect(calls[0]?.waitedMs).toBeGreaterThan(25);
  const full = createPort({ limit: createLimit([60_000]) });
  await expect(full.port.call(get(url))).rejects.toMatchObject({
    name: 'NotSentError',
    retryAfterMs: 60_000,
  });
});

test('a call that can never fit is rejected', async () => {
  const { port } = createPort({
    limit: { ...createLimit(), acquire: () => Promise.resolve({ granted: false, capacity: 1_000 } as const) },
  });
  await expect(port.call(get('http://127.0.0.1:1/', { cost: 2_000 }))).rejects.toThrow(RejectedError);
});

test('while the breaker is open nothing is asked of the limit', async () => {
  const limit = createLimit();
  const breaker = {
    enter: () => undefined,
    succeed: () => undefined,
    fail: () => undefined,
    blockedForMs: () => 700,
  };
  const { port } = createPort({ limit, breaker });
  await expect(port.call(get('http://127.0.0.1:1/'))).rejects.toMatchObject({ retryAfterMs: 700 });
  expect(limit.asked).toEqual([]);
});

test('an unmetered call asks no limit', async () => {
  const url = await serve((_request, response) => response.end('ok'));
  const { port, limit } = createPort();
  await port.call(get(url, { unmetered: true }));
  expect(limit.asked).toEqual([]);
});

function drip(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
  const timer = setInterval(() => socket.write('.'), 20);
  socket.once('close', () => clearInterval(timer));
}
