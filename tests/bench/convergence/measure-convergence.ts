import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type BenchProcess, startBenchProcess } from '../bench-process.ts';
import { medianOf } from '../figures.ts';
import { startBenchEngine } from './engine.ts';
import { vendorWorld } from './vendor-world.ts';

/** Booked before the clock runs: connections open, code compiled, what never changes already read. */
const WARM_UP_ORDERS = 50;
/** The vendors hear nothing for this long: the engine has finished what it does by itself. */
const QUIET_MS = 1_500;
const QUIET_POLL_MS = 100;

export interface ConvergenceFigures {
  readonly perSecond: number;
  readonly barePerSecond: number;
  readonly callsPerOrder: number;
  readonly cpuMsPerOrder: number;
  readonly bareCpuMsPerOrder: number;
  /** Of the engine's process. */
  readonly peakBytes: number;
}

export interface ConvergenceOptions {
  readonly rounds: number;
  readonly orders: number;
  readonly say: (line: string) => void;
}

/**
 * From the pull to the last confirmed order in the ERP: Syncline, then a bare BullMQ worker that makes the calls again
 * which Syncline has just made, each on vendors of its own that know nothing yet. In turns; medians.
 */
export async function measureConvergence({
  rounds,
  orders,
  say,
}: ConvergenceOptions): Promise<ConvergenceFigures> {
  const real: EngineRound[] = [];
  const bare: ReplayRound[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'syncline-bench-'));
    try {
      const ours = await measureEngine(folder, orders);
      real.push(ours);
      say(
        `convergence ${round}/${rounds}, Syncline: ${ours.perSecond.toFixed(1)} orders/s, ${(ours.cpuMs / orders).toFixed(1)} ms CPU each`,
      );
      const theirs = await measureReplay(folder, orders);
      bare.push(theirs);
      say(
        `convergence ${round}/${rounds}, bare: ${theirs.perSecond.toFixed(1)} orders/s by the same ${theirs.calls} calls`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return {
    perSecond: medianOf(real.map((one) => one.perSecond)),
    barePerSecond: medianOf(bare.map((one) => one.perSecond)),
    callsPerOrder: medianOf(bare.map((one) => one.calls / orders)),
    cpuMsPerOrder: medianOf(real.map((one) => one.cpuMs / orders)),
    bareCpuMsPerOrder: medianOf(bare.map((one) => one.cpuMs / orders)),
    peakBytes: Math.max(...real.map((one) => one.peakBytes)),
  };
}

interface EngineRound {
  readonly perSecond: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
}

interface ReplayRound {
  readonly perSecond: number;
  readonly cpuMs: number;
  readonly calls: number;
}

function measureEngine(folder: string, orders: number): Promise<EngineRound> {
  return withVendors(async (vendors) => {
    const engine = await startBenchEngine(folder, vendorWorld.parse(await vendors.ask('world')));
    try {
      await untilQuiet(vendors);
      await vendors.ask('place', WARM_UP_ORDERS);
      await engine.pullOrders();
      await convergedMs(vendors);
      await untilQuiet(vendors);
      await vendors.ask('save', warmUpFile(folder));
      await vendors.ask('place', orders);
      const cpuBefore = engine.cpuMs();
      await engine.pullOrders();
      const ms = await convergedMs(vendors);
      const cpuMs = engine.cpuMs() - cpuBefore;
      await vendors.ask('save', callsFile(folder));
      return { perSecond: (orders * 1_000) / ms, cpuMs, peakBytes: engine.peakBytes() };
    } finally {
      await engine.stop();
    }
  });
}

function measureReplay(folder: string, orders: number): Promise<ReplayRound> {
  return withVendors(async (vendors) => {
    const bare = await startBenchProcess('convergence/bare-worker.ts');
    try {
      const { storeUrl, erpUrl } = vendorWorld.parse(await vendors.ask('world'));
      await bare.ask('prepare', { file: warmUpFile(folder), storeUrl, erpUrl });
      await vendors.ask('place', WARM_UP_ORDERS);
      await bare.ask('replay');
      await convergedMs(vendors);
      const calls = z.int().parse(await bare.ask('prepare', { file: callsFile(folder), storeUrl, erpUrl }));
      await vendors.ask('place', orders);
      const cpuBefore = bare.cpuMs();
      await bare.ask('replay');
      const ms = await convergedMs(vendors);
      return { perSecond: (orders * 1_000) / ms, cpuMs: bare.cpuMs() - cpuBefore, calls };
    } finally {
      await bare.stop();
    }
  });
}

async function withVendors<Result>(run: (vendors: BenchProcess) => Promise<Result>): Promise<Result> {
  const vendors = await startBenchProcess('convergence/vendors.ts');
  try {
    return await run(vendors);
  } finally {
    await vendors.stop();
  }
}

const CONVERGE_MAX_MS = 300_000;

/** @throws when the orders do not all arrive: a figure for the ones that did would be none. */
async function convergedMs(vendors: BenchProcess): Promise<number> {
  const stop = new AbortController();
  const tooLate = sleep(CONVERGE_MAX_MS, undefined, { signal: stop.signal }).then(
    () => Promise.reject(new Error(`not all orders were confirmed within ${CONVERGE_MAX_MS / 1_000} s`)),
    () => null,
  );
  try {
    return z.object({ ms: z.number() }).parse(await Promise.race([vendors.ask('converged'), tooLate])).ms;
  } finally {
    stop.abort();
  }
}

async function untilQuiet(vendors: BenchProcess): Promise<void> {
  while (z.number().parse(await vendors.ask('quietMs')) < QUIET_MS) await sleep(QUIET_POLL_MS);
}

function warmUpFile(folder: string): string {
  return join(folder, 'warm-up-calls.json');
}

function callsFile(folder: string): string {
  return join(folder, 'calls.json');
}
