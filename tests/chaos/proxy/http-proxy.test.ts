import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plainAnswer } from './http-fault.ts';
import { type HttpProxy, startHttpProxy } from './http-proxy.ts';
import { listenOnLoopback } from './listen.ts';

let proxy: HttpProxy;
let arrived: string[];
let end: () => Promise<void>;

beforeEach(async () => {
  arrived = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      arrived.push(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(201, { 'x-from': 'vendor' });
      response.end(`taken ${arrived.length}`);
    });
  });
  const port = await listenOnLoopback(server);
  proxy = await startHttpProxy(`http://127.0.0.1:${port}`);
  end = async () => {
    await proxy.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => end());

async function post(body: string, timeoutMs = 2_000) {
  const response = await fetch(proxy.url, {
    method: 'POST',
    body,
    headers: { connection: 'close' },
    signal: AbortSignal.timeout(timeoutMs),
  });
  return { status: response.status, from: response.headers.get('x-from'), text: await response.text() };
}

const until = (holds: () => boolean) => expect.poll(holds, { timeout: 2_000 }).toBe(true);

test('without a rule a request and its answer pass unchanged', async () => {
  expect(await post('one')).toEqual({ status: 201, from: 'vendor', text: 'taken 1' });
  expect(arrived).toEqual(['one']);
});

test('a lost request never arrives, a lost answer leaves its effect, and both are counted', async () => {
  const before = proxy.rule({ name: 'before', fault: { kind: 'cut-before' }, times: 1 });
  await expect(post('one')).rejects.toThrow('fetch failed');
  expect(arrived).toEqual([]);
  const after = proxy.rule({ name: 'after', fault: { kind: 'cut-after' }, times: 1 });
  await expect(post('two')).rejects.toThrow('fetch failed');
  expect(arrived).toEqual(['two']);
  expect([before.fired, after.fired]).toEqual([1, 1]);
  expect((await post('three')).status).toBe(201);
});

test('an answer that never comes is waited for in vain, before and after the effect', async () => {
  proxy.rule({ name: 'before', fault: { kind: 'silent-before' }, times: 1 });
  await expect(post('one', 150)).rejects.toThrow('timeout');
  proxy.rule({ name: 'after', fault: { kind: 'silent-after' }, times: 1 });
  await expect(post('two', 150)).rejects.toThrow('timeout');
  expect(arrived).toEqual(['two']);
});

test('a late request arrives after its caller has gone, a postponed one after its answer', async () => {
  proxy.rule({ name: 'late', fault: { kind: 'late', delayMs: () => 250 }, times: 1 });
  await expect(post('one', 100)).rejects.toThrow('timeout');
  expect(arrived).toEqual([]);
  await until(() => arrived.length === 1);
  proxy.rule({ name: 'postponed', fault: { kind: 'postponed', delayMs: () => 150, status: 202 }, times: 1 });
  expect((await post('two')).status).toBe(202);
  expect(arrived).toEqual(['one']);
  await until(() => arrived.length === 2);
});

test('answers can be made up, spoiled, slow, and a byte at a time; a request can arrive many times', async () => {
  const play = async (fault: Parameters<HttpProxy['rule']>[0]['fault']) => {
    proxy.rule({ name: fault.kind, fault, times: 1 });
    const startedAt = performance.now();
    return { ...(await post('x')), ms: performance.now() - startedAt };
  };
  const madeUp = await play({ kind: 'answer', answer: () => plainAnswer(429, 'no', { 'retry-after': '1' }) });
  expect(madeUp).toMatchObject({ status: 429, text: 'no' });
  expect(arrived).toEqual([]);
  const spoiled = await play({ kind: 'garble', change: (answer) => ({ ...answer, body: Buffer.from('{') }) });
  expect(spoiled).toMatchObject({ status: 201, text: '{' });
  expect((await play({ kind: 'slow', delayMs: 200 })).ms).toBeGreaterThan(190);
  expect((await play({ kind: 'trickle', bytesPerSecond: 50 })).ms).toBeGreaterThan(100);
  const count = arrived.length;
  expect((await play({ kind: 'repeat', times: 5 })).status).toBe(201);
  expect(arrived.length - count).toBe(5);
});

test('a rule takes only what fits it and ends when it is removed; a shut door refuses', async () => {
  const rule = proxy.rule({
    name: 'some',
    when: ({ body }) => body.includes('bad'),
    fault: { kind: 'answer', answer: () => plainAnswer(500, '') },
  });
  expect([(await post('good')).status, (await post('bad')).status]).toEqual([201, 500]);
  rule.remove();
  expect((await post('bad')).status).toBe(201);
  proxy.setOpen(false);
  await expect(post('one')).rejects.toThrow('fetch failed');
  expect(proxy.refused).toBeGreaterThan(0);
  expect(Object.fromEntries(proxy.statuses)).toMatchObject({ 201: 2, 500: 1 });
});
