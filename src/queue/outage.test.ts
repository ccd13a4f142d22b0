import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { createHttpPort } from '#http/http-port.ts';
import { createSender } from '#http/send-request.ts';
import { createNotedLog, systemClock, systemRandom } from '#tests/support/system-time.ts';
import { createBreakers } from './breaker.ts';
import { bindBucket, createBuckets } from './buckets.ts';
import { eventually } from '#tests/support/queue/eventually.ts';
import {
  defineTestJob,
  type EngineForTests,
  startEngineForTests,
} from '#tests/support/queue/engine-for-tests.ts';

let engine: EngineForTests;
afterEach(() => engine.close());

test('a vendor that is away for seconds costs a few calls, one alert and no parked work; all of it runs when it is back', async () => {
  let isAway = true;
  let refused = 0;
  const vendor = createServer((_request, response) => {
    if (isAway) refused += 1;
    response.writeHead(isAway ? 503 : 200).end();
  });
  vendor.listen(0, '127.0.0.1');
  await once(vendor, 'listening');
  const url = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}/`;
  const log = createNotedLog();
  const breakers = createBreakers({ clock: systemClock, random: systemRandom, log });
  const done = new Set<string>();
  const job = defineTestJob('export', async (context, [work]) => {
    const response = await port.call({ method: 'GET', url, operation: 'test' });
    if (response.status !== 200) throw new Error('away');
    done.add(work?.subject ?? '');
    void context;
  });
  engine = await startEngineForTests({ jobs: [job], withLoop: false });
  const buckets = createBuckets({ redis: engine.links.producers, prefix: 'test', holder: 'one' });
  const port = createHttpPort({
    connection: 'erp',
    sender: createSender({ clock: systemClock }),
    limit: bindBucket(buckets, 'erp', () => ({ kind: 'concurrency', callsMax: 20 })),
    breaker: breakers.of('erp'),
    clock: systemClock,
    random: systemRandom,
  });
  await engine.startLoop({ blockedForMs: (connection) => breakers.blockedForMs(connection) });
  for (let n = 0; n < 300; n += 1) await engine.mark('export', `${n}`);
  await systemClock.sleep(4_000);
  // Eight runs at once may be under way when it opens; then one probe at a time.
  expect(refused).toBeLessThanOrEqual(30);
  expect(log.lines).toEqual(['the vendor does not answer: its connection rests']);
  isAway = false;
  await eventually(() => engine.countOpen()).toBe(0);
  expect(done.size).toBe(300);
  await port.close();
  vendor.closeAllConnections();
  await new Promise((resolve) => vendor.close(resolve));
});
