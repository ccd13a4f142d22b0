import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { findDaemon } from '#cli/exchange-with-daemon.ts';
import { type EngineProcess, startEngine } from '#demo/engine-process.ts';
import { findFreePort } from '#machine/free-port.ts';
import { readCpuMs, readPeakBytes, startBenchProcess } from '../bench-process.ts';
import { roundTo } from '../figures.ts';
import { type HistoryWorld, historyWorld, SHOP_DOMAIN, verdict } from './history-world.ts';
import { openProgress, type ProgressReader } from './read-progress.ts';

const LOOK_MS = 1_000;
const SAY_EVERY = 15;
/** The share after which the process is killed, in the middle of the orders. */
const KILL_AT = 0.4;

interface BackfillOptions {
  readonly customers: number;
  readonly orders: number;
  readonly say: (line: string) => void;
}

/**
 * Tells a fresh Klaviyo account the whole past of a store, kills the process once, and counts in the books of both. Time and
 * limits are those of the vendors: `time_factor` 1.
 */
export async function measureBackfill({ customers, orders, say }: BackfillOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'syncline-history-'));
  const vendors = await startBenchProcess('backfill/vendors.ts');
  let engine: EngineProcess | undefined;
  try {
    say(`inventing ${customers} customers and ${orders} orders; time and limits are real (factor 1)`);
    await vendors.ask('invent', { customers, orders });
    const world = historyWorld.parse(await vendors.ask('world'));
    const port = await findFreePort();
    const configFile = join(folder, 'syncline.config.ts');
    writeFileSync(configFile, `export default ${JSON.stringify(configurationOf(world, port), null, 2)};\n`);
    engine = await startEngine({ configFile, dataDir: folder, logFile: join(folder, 'engine.log'), port });
    const progress = openProgress(configFile, folder);
    const passes: Pass[] = [];
    try {
      for (const resource of ['customers', 'orders'] as const) {
        const id = await begin(folder, resource);
        passes.push(await follow({ id, engine, progress, isKilled: resource === 'orders', say }));
      }
    } finally {
      await progress.close();
    }
    const vendorPeakBytes = vendors.peakBytes();
    // Klaviyo accepts first and works later.
    await sleep(5_000);
    const found = verdict.parse(await vendors.ask('judge'));
    const [told, sold] = passes.map(({ seconds }) => seconds);
    const sum = (of: (pass: Pass) => number): number => passes.reduce((total, pass) => total + of(pass), 0);
    return {
      ...found,
      customers_per_s: roundTo(customers / (told ?? 1), 1),
      orders_per_s: roundTo(orders / (sold ?? 1), 1),
      events_per_s: roundTo(found.events / (sold ?? 1), 1),
      seconds: roundTo(
        sum(({ seconds }) => seconds),
        0,
      ),
      resumed_after_s: roundTo(
        sum(({ resumedAfter }) => resumedAfter ?? 0),
        1,
      ),
      engine_cpu_s: roundTo(sum(({ cpuMs }) => cpuMs) / 1_000, 0),
      vendors_cpu_s: roundTo(vendors.cpuMs() / 1_000, 0),
      peak_rss_mb: roundTo(Math.max(...passes.map(({ peakBytes }) => peakBytes)) / 1_048_576, 0),
      vendors_peak_rss_mb: roundTo(vendorPeakBytes / 1_048_576, 0),
      time_factor: 1,
    };
  } finally {
    await engine?.stop();
    await vendors.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One resource, told from its beginning to its end. */
interface Pass {
  readonly seconds: number;
  /** From the kill to the next record that was told, with the start of the process; null: nobody was killed. */
  readonly resumedAfter: number | null;
  /** The most memory that a process held. */
  readonly peakBytes: number;
  /** Of all processes; what one used in its last second before the kill is not in it. */
  readonly cpuMs: number;
}

async function follow({
  id,
  engine,
  progress,
  isKilled,
  say,
}: {
  readonly id: string;
  readonly engine: EngineProcess;
  readonly progress: ProgressReader;
  readonly isKilled: boolean;
  readonly say: (line: string) => void;
}): Promise<Pass> {
  const startedAt = performance.now();
  const since = (moment: number): number => (performance.now() - moment) / 1_000;
  let killed: { readonly at: number; readonly through: number } | null = null;
  let resumedAfter: number | null = null;
  let peakBytes = 0;
  const cpuMs = new Map<number, number>();
  const cpuBefore = readCpuMs(engine.pid());
  for (let round = 0; ; round += 1) {
    const { share, through, words, isDone, standstill } = await progress.read(id);
    if (round % SAY_EVERY === 0 || isDone)
      say(`${Math.floor(since(startedAt))} s, ${Math.floor(share * 100)} %: ${words}`);
    if (standstill !== null) throw new Error(`it stands still: ${standstill}`);
    peakBytes = Math.max(peakBytes, readPeakBytes(engine.pid()));
    cpuMs.set(engine.pid(), readCpuMs(engine.pid()));
    if (killed !== null && resumedAfter === null && through > killed.through) {
      resumedAfter = since(killed.at);
      say(`it goes on ${resumedAfter.toFixed(1)} s after the kill`);
    }
    if (isDone) {
      if (isKilled && killed === null) throw new Error('it was done before the process was killed');
      const used = [...cpuMs.values()].reduce((total, one) => total + one, -cpuBefore);
      return { seconds: since(startedAt), resumedAfter, peakBytes, cpuMs: used };
    }
    if (isKilled && killed === null && share >= KILL_AT) {
      say(`the process is killed after ${words}`);
      killed = { at: performance.now(), through };
      await engine.killAndRestart();
    }
    engine.assertAlive();
    await sleep(LOOK_MS);
  }
}

async function begin(dataDir: string, resource: 'customers' | 'orders'): Promise<string> {
  const daemon = await findDaemon(dataDir);
  if (daemon === null) throw new Error('Syncline does not answer');
  const args = {
    connection: 'mail',
    stores: ['store'],
    resource,
    from: 0,
    to: null,
    again: false,
    by: 'bench',
  };
  const [begun] = z
    .array(z.object({ id: z.string() }))
    .parse(await daemon.command('backfill', args, () => undefined));
  if (begun === undefined) throw new Error('nothing was begun');
  return begun.id;
}

function configurationOf(world: HistoryWorld, port: number) {
  return {
    dataDir: '.',
    server: { host: '127.0.0.1', port },
    connections: {
      store: {
        connector: 'shopify',
        settings: {
          shop: SHOP_DOMAIN,
          url: world.storeUrl,
          accessToken: world.accessToken,
          plan: 'enterprise',
          customers: true,
        },
      },
      mail: { connector: 'klaviyo', settings: { url: world.mailUrl, apiKey: world.apiKey } },
    },
    marketing: { mail: { stores: ['store'] } },
    log: { level: 'warn' },
  };
}
