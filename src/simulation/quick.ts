import { createApp } from '#app/app.ts';
import { roles } from '#config/roles.ts';
import { judgeOrders } from '#demo/verdict/judge-orders.ts';
import { judgeShipments } from '#demo/verdict/judge-shipments.ts';
import { judgeStock } from '#demo/verdict/judge-stock.ts';
import { readErpBook } from '#demo/verdict/read-erp-book.ts';
import { readStoreBook } from '#demo/verdict/read-store-book.ts';
import { openMemoryLedger } from '#ledger/sqlite/memory-ledger.ts';
import { createSealer } from '#ledger/sealing.ts';
import { createSimulatedBuckets } from './edges/memory-buckets.ts';
import { createSimulatedRedis } from './edges/memory-store.ts';
import { createSimulatedEdges, SEALING_KEY } from './edges/simulated-edges.ts';
import type { SimulatedDoor } from './edges/door.ts';
import { createStepNamer } from './named-steps.ts';
import { createProcess, type SimulatedProcess } from './process.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { loadSimulated } from './world/configuration.ts';
import { createCustomers } from './world/customers.ts';
import { openVendors, SKUS, WAREHOUSES } from './world/vendors.ts';
import { createWarehouse } from './world/warehouse.ts';

const START = Date.UTC(2026, 10, 2, 9);
let timeline: Timeline;
let speaker: SimulatedProcess | null = null;
const ledger = await openMemoryLedger({
  clock: {
    now: () => speaker?.clock.now() ?? timeline.now(),
    monotonicMs: () => 0,
    sleep: () => Promise.resolve(),
  },
  random: { next: () => timeline.draw(), id: () => speaker?.random.id() ?? 'x' },
  sealer: createSealer(SEALING_KEY),
});
async function history(seed: number, verbose: boolean, acts = 8, length = 120_000) {
  timeline = createTimeline(seed, START);
  ledger.reset();
  let door: SimulatedDoor | undefined;
  const vendors = openVendors({
    timeline,
    seed,
    odooVersion: 18,
    stock: [
      [5, 3],
      [4, 2],
      [6, 1],
    ],
    sendWebhook: (store, d) =>
      new Promise((resolve, reject) => {
        timeline.at(5, () => {
          if (!door?.process.isAlive()) {
            reject(new Error('refused'));
            return;
          }
          door.receive(store, d).then(resolve, reject);
        });
      }),
  });
  const loaded = loadSimulated(vendors, START);
  const namer = createStepNamer();
  const redis = createSimulatedRedis(timeline, { inJob: (_j, run) => run() });
  const steps = new Map<string, number>();
  const surroundings = {
    ledger: {
      ledger,
      namer,
      speak: (p: SimulatedProcess | null) => {
        speaker = p;
      },
      fateOfWrite: () => 'done' as const,
      draw: timeline.draw,
    },
    redis,
    buckets: createSimulatedBuckets(timeline, redis),
    network: {
      timeline,
      vendors: vendors.onNetwork,
      onCall: () => undefined,
      fateOfCall: () => 'arrives' as const,
    },
    openDoor: (d: SimulatedDoor) => {
      door = d;
    },
    log: () => {
      const w = (l: string) => (m: string, f?: object) => {
        if (verbose && l !== 'debug') console.log(timeline.now() - START, l, m, f ?? '');
      };
      return { debug: w('debug'), info: w('info'), warn: w('warn'), error: w('error') };
    },
  };
  const process = createProcess('one', {
    timeline,
    watch: (_p, s) => {
      steps.set(s, (steps.get(s) ?? 0) + 1);
    },
  });
  const app = createApp({ loaded, roles, edges: createSimulatedEdges(process, surroundings) });
  app.start().catch((e: unknown) => console.log('start failed', e));
  const customers = createCustomers(timeline, vendors.stores);
  const warehouse = createWarehouse(timeline, vendors);
  for (let i = 0; i < acts; i++)
    timeline.at(5_000 + timeline.draw() * length * 0.5, () => {
      const t = customers.act();
      if (verbose) console.log(timeline.now() - START, t);
    });
  for (let i = 0; i < acts / 2; i++)
    timeline.at(10_000 + timeline.draw() * length * 0.5, () => {
      const t = warehouse.act();
      if (verbose) console.log(timeline.now() - START, t);
    });
  await timeline.runUntil(START + length);
  const books = {
    stores: vendors.stores.map((s) => readStoreBook(s.name, s.model.state, s.model.shop.webhookStats())),
    erp: readErpBook(vendors.erp.erp, SKUS, WAREHOUSES),
    places: vendors.stores.flatMap((s, i) =>
      WAREHOUSES.slice(0, i === 0 ? 2 : 1).map((w, j) => ({
        store: s.name,
        location: s.locationIds[j] ?? '',
        warehouse: w,
      })),
    ),
  };
  const counts = await ledger.read((tx) => tx.work.counts());
  const bad = [...judgeOrders(books, new Set()).complaints, ...judgeShipments(books).complaints];
  const stock = judgeStock(books, 0).complaints.filter((c) => !c.startsWith('LAMP'));
  process.kill();
  if (verbose) {
    console.log(
      [...steps]
        .sort((a, b) => b[1] - a[1])
        .filter(([s]) => !s.endsWith('answered'))
        .slice(0, 90)
        .map(([s, n]) => n + ' ' + s)
        .join('\n'),
    );
    console.log(counts.filter((c) => c.dirty + c.parked > 0));
  }
  return {
    steps: timeline.steps(),
    bad,
    stock,
    calls: [...steps].filter(([s]) => s.endsWith('leaves')).reduce((a, [, n]) => a + n, 0),
    reads: steps.get('read'),
    commits: [...steps].filter(([s]) => s.endsWith('committed')).reduce((a, [, n]) => a + n, 0),
  };
}
console.log(await history(1, true));
const A = Number(globalThis.process.argv[3] ?? 8),
  D = Number(globalThis.process.argv[4] ?? 120_000);
const cpu0 = globalThis.process.cpuUsage();
const n = Number(globalThis.process.argv[2] ?? 20);
for (let s = 2; s < n + 2; s++) {
  const r = await history(s, false, A, D);
  if (r.bad.length + r.stock.length > 0 || s < 5) console.log(s, r);
}
const c = globalThis.process.cpuUsage(cpu0);
console.log('cpu ms per history', (c.user + c.system) / 1000 / n);
