import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallPace } from '#domain/priority.ts';
import type { LimitShape } from '#sdk/define-connector.ts';
import { NotSentError } from '#sdk/errors.ts';
import { createNotedLog, systemClock } from '#tests/support/system-time.ts';
import { type Buckets, createBuckets } from './buckets.ts';
import { connectRedis, type RedisLinks } from './redis.ts';
import { type RedisForTests, startRedisForTests } from '#tests/support/queue/redis-for-tests.ts';

let redis: RedisForTests;
let links: RedisLinks[];
let processes: Buckets[];

beforeAll(async () => {
  redis = await startRedisForTests();
  links = await Promise.all(
    [1, 2, 3].map(() =>
      connectRedis({ socketPath: redis.socketPath }, { clock: systemClock, log: createNotedLog() }),
    ),
  );
  processes = links.map((link, index) =>
    createBuckets({ redis: link.producers, prefix: 'test', holder: `p${index}` }),
  );
});

afterAll(async () => {
  await Promise.all(links.map((link) => link.close()));
  await redis.remove();
});

const call = { cost: 1, lifeMs: 10_000, pace: 'urgent' as CallPace };
const one = (): Buckets => processes[0] as Buckets;
const acquireTicket = async (connection: string, shape: LimitShape, change: Partial<typeof call> = {}) => {
  const answer = await one().acquire(connection, shape, { ...call, ...change });
  if (!answer.granted) throw new Error('not granted');
  return answer.ticket;
};

/** Three processes ask as fast as they can; a call "reaches the vendor" at a random moment between grant and end. */
async function hammer(
  connection: string,
  shape: LimitShape,
  { ms, cost, latencyMs }: { ms: number; cost: number; latencyMs: number },
) {
  const arrivals: { at: number; ended: number }[] = [];
  const end = performance.now() + ms;
  const ask = async (buckets: Buckets) => {
    while (performance.now() < end) {
      const answer = await buckets.acquire(connection, shape, { ...call, cost });
      if (!answer.granted) {
        await systemClock.sleep('retryAfterMs' in answer ? Math.min(answer.retryAfterMs, 20) : 20);
        continue;
      }
      await systemClock.sleep(Math.random() * latencyMs);
      const arrival = { at: performance.now(), ended: 0 };
      arrivals.push(arrival);
      await systemClock.sleep(Math.random() * latencyMs);
      arrival.ended = performance.now();
      await buckets.settle(answer.ticket);
    }
  };
  await Promise.all(processes.flatMap((buckets) => [1, 2, 3, 4].map(() => ask(buckets))));
  return arrivals.toSorted((a, b) => a.at - b.at);
}

/** A vendor's own leaky bucket over the arrivals: the lowest it ever gets. */
function lowestLevel(
  arrivals: readonly { at: number }[],
  capacity: number,
  perMs: number,
  cost: number,
): number {
  let level = capacity;
  let lowest = capacity;
  let last = arrivals[0]?.at ?? 0;
  for (const { at } of arrivals) {
    level = Math.min(capacity, level + (at - last) * perMs) - cost;
    last = at;
    lowest = Math.min(lowest, level);
  }
  return lowest;
}

test('three processes together never exceed a request rate with a burst, whatever the latency', async () => {
  const arrivals = await hammer(
    'rate',
    { kind: 'requests', perSecond: 100, burst: 20 },
    { ms: 1_500, cost: 1, latencyMs: 30 },
  );
  expect(arrivals.length).toBeGreaterThan(80);
  // Redis counts whole milliseconds, and so may be one ahead: a tenth of a request.
  expect(lowestLevel(arrivals, 20, 0.1, 1)).toBeGreaterThan(-0.2);
});

test('three processes together never exceed a cost limit', async () => {
  const arrivals = await hammer(
    'cost',
    { kind: 'cost', capacity: 1_000, restorePerSecond: 2_000 },
    { ms: 1_500, cost: 50, latencyMs: 30 },
  );
  expect(arrivals.length).toBeGreaterThan(35);
  expect(lowestLevel(arrivals, 1_000, 2, 50)).toBeGreaterThan(-4);
});

test('three processes together never exceed a sliding window', async () => {
  const arrivals = await hammer(
    'window',
    { kind: 'window', requestsMax: 30, windowMs: 400 },
    { ms: 1_500, cost: 1, latencyMs: 30 },
  );
  expect(arrivals.length).toBeGreaterThan(60);
  const most = Math.max(
    ...arrivals.map(({ at }) => arrivals.filter((other) => other.at > at - 399 && other.at <= at).length),
  );
  expect(most).toBeLessThanOrEqual(30);
});

test('three processes together never have more calls under way than allowed', async () => {
  const arrivals = await hammer(
    'slots',
    { kind: 'concurrency', callsMax: 5 },
    { ms: 800, cost: 1, latencyMs: 10 },
  );
  expect(arrivals.length).toBeGreaterThan(50);
  const most = Math.max(
    ...arrivals.map(({ at }) => arrivals.filter((other) => other.at <= at && other.ended > at).length),
  );
  expect(most).toBeLessThanOrEqual(5);
});

test('calls under way count until they end: all of them may reach the vendor at one moment', async () => {
  const shape = { kind: 'requests', perSecond: 1_000, burst: 10 } as const;
  await one().settle(await acquireTicket('late', shape));
  await systemClock.sleep(50);
  const tickets = [];
  for (let n = 0; n < 10; n += 1) tickets.push(await acquireTicket('late', shape));
  await systemClock.sleep(50);
  expect(await one().acquire('late', shape, call)).toMatchObject({ granted: false });
  for (const ticket of tickets) await one().settle(ticket);
  await systemClock.sleep(50);
  expect(await one().acquire('late', shape, call)).toMatchObject({ granted: true });
});

test('what a call reserved and did not use goes back when it is settled', async () => {
  const shape = { kind: 'cost', capacity: 1_000, restorePerSecond: 0.001 } as const;
  const ticket = await acquireTicket('settle', shape, { cost: 400 });
  expect((await one().level('settle', shape)).free).toBeCloseTo(100, 0);
  await one().settle(ticket, { actualCost: 30 });
  expect((await one().level('settle', shape)).free).toBeCloseTo(470, 0);
});

test("the vendor's word overrides ours: less available, another capacity, another rate", async () => {
  const shape = { kind: 'cost', capacity: 1_000, restorePerSecond: 0.001 } as const;
  const first = await acquireTicket('word', shape, { cost: 10 });
  await one().settle(first, { actualCost: 10, available: 90, capacity: 2_000, restorePerSecond: 1_000 });
  expect((await one().level('word', shape)).capacity).toBe(2_000);
  await systemClock.sleep(100);
  expect((await one().level('word', shape)).free).toBeGreaterThan(150);
  const window = { kind: 'window', requestsMax: 10, windowMs: 60_000 } as const;
  await one().settle(await acquireTicket('word-window', window), { available: 2 });
  expect((await one().level('word-window', window)).free).toBe(2);
});

test('Retry-After holds back every process', async () => {
  const shape = { kind: 'requests', perSecond: 1_000, burst: 100 } as const;
  await one().settle(await acquireTicket('blocked', shape), { retryAfterMs: 300 });
  for (const buckets of processes) {
    const answer = await buckets.acquire('blocked', shape, call);
    expect(answer).toMatchObject({ granted: false });
  }
  await systemClock.sleep(320);
  expect(await one().acquire('blocked', shape, call)).toMatchObject({ granted: true });
});

test('half of the limit is left alone by patient calls, and a fifth is kept for urgent ones', async () => {
  const shape = { kind: 'window', requestsMax: 10, windowMs: 60_000 } as const;
  const grants = async (pace: CallPace) => {
    let granted = 0;
    while ((await one().acquire('kept', shape, { ...call, pace })).granted) granted += 1;
    return granted;
  };
  expect(await grants('patient')).toBe(5);
  expect(await grants('normal')).toBe(3);
  expect(await grants('urgent')).toBe(2);
});

test('the slot of a process that died is free again when its call must be over', async () => {
  const shape = { kind: 'concurrency', callsMax: 1 } as const;
  await acquireTicket('died', shape, { lifeMs: 100 });
  expect(await one().acquire('died', shape, call)).toMatchObject({ granted: false });
  await systemClock.sleep(120);
  expect(await one().acquire('died', shape, call)).toMatchObject({ granted: true });
});

test('a call that costs more than the limit ever holds is refused, not kept waiting', async () => {
  expect(
    await one().acquire(
      'huge',
      { kind: 'cost', capacity: 1_000, restorePerSecond: 50 },
      { ...call, cost: 1_001 },
    ),
  ).toEqual({ granted: false, capacity: 1_000 });
});

test('without Redis nobody calls', async () => {
  const own = await startRedisForTests();
  const link = await connectRedis(
    { socketPath: own.socketPath },
    { clock: systemClock, log: createNotedLog() },
  );
  const buckets = createBuckets({ redis: link.producers, prefix: 'test', holder: 'x' });
  await own.remove();
  await expect(buckets.acquire('away', { kind: 'concurrency', callsMax: 5 }, call)).rejects.toThrow(
    NotSentError,
  );
  await link.close();
});
