import { createServer } from 'node:http';
import { once } from 'node:events';
import { Agent, request } from 'undici';
import { createHttpPort } from '#http/http-port.ts';
import { createNotedLog, systemClock, systemRandom } from '#tests/support/system-time.ts';
import { createBreakers } from './breaker.ts';
import { bindBucket, createBuckets } from './buckets.ts';
import { defineTestJob, startEngineForTests } from './testing/engine-for-tests.ts';
const log = createNotedLog();
let runs = 0;
const job = defineTestJob('export', async () => void (runs += 1));
const engine = await startEngineForTests({ jobs: [job], concurrency: 16 });
const vendor = createServer((req, res) => { req.resume(); res.end('{"ok":true}'); });
vendor.listen(0, '127.0.0.1'); await once(vendor, 'listening');
const url = `http://127.0.0.1:${(vendor.address() as any).port}/`;
const agent = new Agent({ connections: 64 });
const buckets = createBuckets({ redis: engine.links.producers, prefix: 'b', holder: 'x' });
const breakers = createBreakers({ clock: systemClock, random: systemRandom, log });
const port = createHttpPort({ connection: 'erp', limit: bindBucket(buckets, 'erp', () => ({ kind: 'cost', capacity: 1e9, restorePerSecond: 1e9 })), breaker: breakers.of('erp'), clock: systemClock, random: systemRandom });
const time = async (name: string, n: number, conc: number, f: () => Promise<unknown>) => {
  const t = performance.now(); let i = 0; const cpu = process.cpuUsage();
  await Promise.all(Array.from({ length: conc }, async () => { while (i++ < n) await f(); }));
  const c = process.cpuUsage(cpu);
  console.log(name, conc, ((performance.now() - t) / n * 1000).toFixed(0), 'us/call wall', ((c.user + c.system) / n).toFixed(0), 'us cpu');
};
for (let r = 0; r < 3; r++) for (const conc of [1, 16]) {
  await time('bare', 3000, conc, async () => (await request(url, { dispatcher: agent, method: 'POST', body: '{}' })).body.text());
  await time('port', 3000, conc, () => port.call({ method: 'POST', url, body: '{}', operation: 'x' }));
  await time('unmetered', 3000, conc, () => port.call({ method: 'POST', url, body: '{}', operation: 'x', unmetered: true }));
}
for (let r = 0; r < 3; r++) {
  runs = 0; const t = performance.now();
  await engine.ledger.write((tx) => tx.work.mark(Array.from({ length: 3000 }, (_, n) => ({ job: 'export', subject: `${r}-${n}`, connection: 'erp', priority: 2, cause: 't' }))));
  while (await engine.countOpen()) await systemClock.sleep(5);
  console.log('engine no-op runs/s', Math.round(runs / ((performance.now() - t) / 1000)), runs);
}
const t2 = performance.now(); const before = runs;
for (let n = 0; n < 300; n++) { const b = runs; await engine.mark('export', `l${n}`); while (runs === b) await new Promise((r) => setImmediate(r)); }
console.log('mark to run ms', ((performance.now() - t2) / 300).toFixed(2), runs - before);
await port.close(); await agent.close(); vendor.closeAllConnections(); vendor.close(); await engine.close();
