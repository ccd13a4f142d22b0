import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Log } from '#sdk/log.ts';
import { createNotedLog, systemClock, systemRandom } from '#tests/support/system-time.ts';
import { createEpochMarker } from './epoch.ts';
import { assertUsableRedis, inspectRedis, WrongRedisError } from './inspect-redis.ts';
import { parseRedisUrl } from './redis-address.ts';
import { connectRedis, type RedisLinks } from './redis.ts';
import { sampleErrors, toErrorLabel } from './sampled-errors.ts';
import { type RedisForTests, startRedisForTests } from '#tests/support/queue/redis-for-tests.ts';

const tools = { clock: systemClock, log: createNotedLog() };
let redis: RedisForTests;
let links: RedisLinks;
beforeAll(async () => {
  redis = await startRedisForTests();
  links = await connectRedis({ socketPath: redis.socketPath }, tools);
});
afterAll(async () => {
  await links.close();
  await redis.remove();
});

test('a Redis that never evicts is accepted, and its persistence is reported', async () => {
  const facts = await assertUsableRedis(links.producers);
  expect(facts).toMatchObject({ evictionPolicy: 'noeviction', appendOnly: true });
  expect(facts.findings.map((finding) => finding.severity)).toEqual(['ok', 'ok']);
});

test('a Redis that evicts is refused with what to do, read from INFO alone', async () => {
  await links.producers.config('SET', 'maxmemory-policy', 'allkeys-lru');
  try {
    await expect(assertUsableRedis(links.producers)).rejects.toThrow(WrongRedisError);
    await expect(assertUsableRedis(links.producers)).rejects.toThrow(
      /"allkeys-lru".*maxmemory-policy noeviction/,
    );
  } finally {
    await links.producers.config('SET', 'maxmemory-policy', 'noeviction');
  }
});

test('a Redis without an append-only file is a warning, not a refusal', async () => {
  await links.producers.config('SET', 'appendonly', 'no');
  const { findings } = await inspectRedis(links.producers);
  expect(findings.find((finding) => finding.code === 'redis.persistence')?.severity).toBe('warning');
  await links.producers.config('SET', 'appendonly', 'yes');
});

test('a Redis that is not there is named within the patience', async () => {
  await expect(
    connectRedis({ socketPath: '/tmp/no-such-redis' }, { ...tools, readyTimeoutMs: 200 }),
  ).rejects.toThrow(/did not serve within 0.2 s \(ENOENT\)/);
});

test('a flush, a roll-back and the first look are told apart from a Redis that is as we left it', async () => {
  const marker = createEpochMarker({ redis: links.producers, prefix: 'test', random: systemRandom });
  expect(await marker.check()).toBe(false);
  expect(await marker.check()).toBe(true);
  const older = await links.producers.get('test:epoch');
  expect(await marker.check()).toBe(true);
  await links.producers.set('test:epoch', older ?? '');
  expect(await marker.check()).toBe(false);
  expect(await marker.check()).toBe(true);
  await links.producers.flushall();
  expect(await marker.check()).toBe(false);
});

test('a storm of errors is one line, and shows neither commands nor values', () => {
  const lines: unknown[] = [];
  const note = (message: string, fields?: unknown) => void lines.push([message, fields]);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  let now = 0;
  const noteError = sampleErrors('redis', { clock: { ...systemClock, monotonicMs: () => now }, log });
  for (let n = 0; n < 50_000; n += 1) noteError(new Error('OOM command not allowed: SET secret 42'));
  now = 10_001;
  noteError(new Error('OOM command not allowed'));
  expect(lines).toEqual([
    ['redis: errors', { error: 'Error OOM', count: 1 }],
    ['redis: errors', { error: 'Error OOM', count: 50_000 }],
  ]);
  expect(toErrorLabel(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
});

test('addresses of one server, TLS, Sentinel and Cluster are read', () => {
  expect(parseRedisUrl('redis://host')).toMatchObject({
    kind: 'single',
    options: { host: 'host', port: 6_379, db: 0 },
  });
  expect(parseRedisUrl('rediss://user:p%40ss:x@host:7000/3')).toMatchObject({
    options: { username: 'user', password: 'p@ss:x', port: 7_000, db: 3, tls: {} },
  });
  expect(parseRedisUrl('redis+sentinel://:pw@a:1,b/mymaster')).toMatchObject({
    options: {
      password: 'pw',
      name: 'mymaster',
      sentinels: [
        { host: 'a', port: 1 },
        { host: 'b', port: 26_379 },
      ],
    },
  });
  expect(parseRedisUrl('rediss+cluster://a,[::1]:2')).toMatchObject({
    kind: 'cluster',
    nodes: [
      { host: 'a', port: 6_379 },
      { host: '::1', port: 2 },
    ],
    options: { tls: {} },
  });
});

test.each([
  'http://secret@host',
  'redis://secret@a,b',
  'redis+sentinel://secret@a',
  'redis://secret@host/x',
  '',
])('the address "%s" is refused without showing it', (url) => {
  expect(() => parseRedisUrl(url)).toThrow(/^((?!secret).)*$/);
});
