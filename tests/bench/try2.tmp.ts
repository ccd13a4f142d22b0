import { mkdtempSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBenchProcess } from './bench-process.ts';
import { startBenchEngine, vendorWorld } from './convergence/engine.ts';
const folder = mkdtempSync('/tmp/syncline-bench-');
const vendors = await startBenchProcess('convergence/vendors.ts');
const world = vendorWorld.parse(await vendors.ask('world'));
const engine = await startBenchEngine(folder, world);
console.log(folder);
for (;;) { const t = await vendors.ask('traffic') as any; if (t.calls > 0 && t.quietMs > 1500) { console.log(t); break; } await sleep(100); }
await vendors.ask('place', Number(process.argv[2] ?? 100));
await engine.pullOrders();
const t = setTimeout(async () => { console.log(await vendors.ask('traffic')); await vendors.ask('save', '/tmp/calls.json'); await engine.stop(); process.exit(1); }, 40000);
console.log(await vendors.ask('converged')); clearTimeout(t);
await vendors.ask('save', '/tmp/calls.json');
console.log(engine.peakBytes() / 1e6);
await engine.stop(); await vendors.stop();
