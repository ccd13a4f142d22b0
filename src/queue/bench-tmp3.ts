import { systemClock } from '#tests/support/system-time.ts';
import { defineTestJob, startEngineForTests } from './testing/engine-for-tests.ts';
let start = 0; const marks: Record<string, number[]> = {};
const note = (n: string) => (marks[n] ??= []).push(performance.now() - start);
let resolve = () => {};
const job = defineTestJob('export', async () => { note('run'); resolve(); });
const engine = await startEngineForTests({ jobs: [job], concurrency: 16 });
const w = engine.ledger.write.bind(engine.ledger);
const q = engine.queues.of('erp');
const ab = q.addBulk.bind(q);
q.addBulk = async (...a) => { note('bulk start'); const r = await ab(...a); note('bulk end'); return r; };
engine.links.workers.on('x', () => {});
for (let n = 0; n < 200; n++) {
  await systemClock.sleep(15);
  start = performance.now();
  const p = new Promise<void>((r) => (resolve = r));
  await engine.mark('export', `l${n}`); note('marked');
  await p;
}
for (const [k, v] of Object.entries(marks)) { v.sort((a, b) => a - b); console.log(k, 'p50', v[100]?.toFixed(2), 'p90', v[180]?.toFixed(2)); }
void w;
await engine.close();
