import { mkdtempSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBenchProcess } from './bench-process.ts';
import { startBenchEngine, vendorWorld } from './convergence/engine.ts';
const N = Number(process.argv[2] ?? 100), W = 40;
async function quiet(v: any) { for (;;) { const t = await v.ask('traffic') as any; if (t.calls > 0 && t.quietMs > 1000) return; await sleep(50); } }
for (let r = 0; r < Number(process.argv[3] ?? 1); r++) {
const folder = mkdtempSync('/tmp/syncline-bench-');
{ const vendors = await startBenchProcess('convergence/vendors.ts');
const world = vendorWorld.parse(await vendors.ask('world'));
const engine = await startBenchEngine(folder, world);
await quiet(vendors);
await vendors.ask('place', W); await engine.pullOrders(); await vendors.ask('converged'); await quiet(vendors); await vendors.ask('save', `${folder}/warm.json`);
await vendors.ask('place', N); await engine.pullOrders(); const c = await vendors.ask('converged') as any; console.log('syncline', N / c.ms * 1000, JSON.stringify(c)); await vendors.ask('save', `${folder}/calls.json`); await vendors.ask('save', `/tmp/calls.json`);
console.log(engine.peakBytes() / 1e6);
await engine.stop(); await vendors.stop(); }
{ const vendors = await startBenchProcess('convergence/vendors.ts');
const world = vendorWorld.parse(await vendors.ask('world'));
const bare = await startBenchProcess('convergence/bare-worker.ts');
await vendors.ask('place', W); await bare.ask('prepare', { file: `${folder}/warm.json`, ...world }); await bare.ask('replay'); await vendors.ask('converged');
await vendors.ask('place', N); console.log(await bare.ask('prepare', { file: `${folder}/calls.json`, ...world })); await bare.ask('replay'); const c = await vendors.ask('converged') as any; console.log('bare', N / c.ms * 1000, JSON.stringify(c));
await bare.stop(); await vendors.stop(); }
}
