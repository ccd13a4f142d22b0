import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosCase, Scene } from '#tests/chaos/chaos-case.ts';
import { type BooksVerdict, measureFlow } from '#tests/chaos/judge/judge-books.ts';
import { waitUntilAtHome } from '#tests/chaos/world/home.ts';
import { openWorld, type World } from '#tests/chaos/world/world.ts';
import type { CaseResult } from './case-result.ts';
import { waitForCleanBooks } from './settle.ts';

const LOAD = { seconds: 300, rate: 4, customersMax: 90 } as const;
/** Customers who are served before the fault, and after it. */
const FLOWING_MS = 2_500;
const AFTERWARDS_MS = 2_500;
const ALL_FLOWS_MS_MAX = 120_000;
const SETTLE_MS = 60_000;
const SETTLE_MS_MAX = 240_000;
const ORDERS_MIN = 8;

export interface PlayOptions {
  readonly chaosCase: ChaosCase;
  readonly folder: string;
  readonly seed: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Plays one case from its first process to its last. Never throws: what goes wrong is the result. */
export async function playCase(options: PlayOptions): Promise<CaseResult> {
  const { chaosCase, folder, say } = options;
  const startedAt = performance.now();
  const reason = await skipReason(chaosCase);
  const base = { name: chaosCase.name, row: chaosCase.row, title: chaosCase.title, folder: null };
  const nothing = { lost: 0, doubled: 0, oversold: 0, recoveryS: null, proofs: [], seconds: 0 };
  if (reason !== null) return { ...base, ...nothing, outcome: 'skipped', remarks: [reason] };
  const notes = createNotes();
  let verdict: BooksVerdict | null = null;
  let recoveryMs: number | null = null;
  try {
    ({ verdict, recoveryMs } = await playIn(options, notes));
  } catch (error) {
    notes.failures.push(error instanceof Error ? error.message : String(error));
  }
  if (options.signal.aborted) notes.failures.push('stopped from outside');
  if (verdict !== null && (!verdict.isClean || verdict.oversold > 0))
    notes.failures.push(...verdict.complaints.slice(0, 12));
  const hasPassed = notes.failures.length === 0;
  if (hasPassed) rmSync(folder, { recursive: true, force: true });
  else writeFileSync(join(folder, 'failures.txt'), `${notes.failures.join('\n')}\n`);
  for (const failure of notes.failures) say(`  ${failure}`);
  return {
    ...base,
    outcome: hasPassed ? 'passed' : 'failed',
    lost: verdict?.lost ?? 0,
    doubled: verdict?.doubled ?? 0,
    oversold: verdict?.oversold ?? 0,
    recoveryS: recoveryMs === null ? null : recoveryMs / 1_000,
    seconds: (performance.now() - startedAt) / 1_000,
    proofs: notes.proofs,
    remarks: notes.failures,
    folder: hasPassed ? null : folder,
  };
}

async function skipReason({ skip }: ChaosCase): Promise<string | null> {
  return (await skip?.()) ?? null;
}

interface Notes {
  readonly failures: string[];
  readonly proofs: { readonly what: string; readonly count: number }[];
}

function createNotes(): Notes {
  return { failures: [], proofs: [] };
}

async function playIn(
  { chaosCase, folder, seed, say, signal }: PlayOptions,
  notes: Notes,
): Promise<{ readonly verdict: BooksVerdict | null; readonly recoveryMs: number | null }> {
  const surroundings = (await chaosCase.surroundings?.(folder)) ?? {};
  let world: World | undefined;
  // Closing the world makes whatever waits for it fail, so that Ctrl-C does not wait for a case's end.
  const stop = (): void => void world?.close();
  signal.addEventListener('abort', stop);
  try {
    signal.throwIfAborted();
    world = await openWorld({
      folder,
      seed,
      shape: chaosCase.shape,
      breadth: chaosCase.breadth ?? 'narrow',
      hasOwnRedis: chaosCase.hasOwnRedis,
      redisSettings: chaosCase.redisSettings,
      ...surroundings,
    });
    const director = createDirector({ chaosCase, world, say, notes });
    await chaosCase.play(director.scene);
    for (const { role, logFile } of world.engines.filter((engine) => engine.hasCrashed()))
      notes.failures.push(`a process (${role}) ended although nobody had asked it to; see ${logFile}`);
    return director.result();
  } finally {
    signal.removeEventListener('abort', stop);
    await world?.close();
    await surroundings.remove?.();
  }
}

/** A wide world: an order goes on to the 3PL only when somebody has bought from its shelves. */
async function waitUntilAllFlows({ vendors }: World, fromMs: number): Promise<void> {
  const deadline = performance.now() + ALL_FLOWS_MS_MAX;
  for (;;) {
    const { requests, events } = measureFlow(await vendors.ask('books'), fromMs);
    if (requests > 0 && events > 0) return;
    if (performance.now() > deadline)
      throw new Error(`after two minutes there were ${requests} requests to ship and ${events} events`);
    await sleep(FLOWING_MS);
  }
}

interface DirectorOptions {
  readonly chaosCase: ChaosCase;
  readonly world: World;
  readonly say: (line: string) => void;
  readonly notes: Notes;
}

function createDirector({ chaosCase, world, say, notes }: DirectorOptions) {
  let fromMs = Date.now();
  let healedAtMs: number | null = null;
  let verdict: BooksVerdict | null = null;
  let recoveryMs: number | null = null;
  const expectThat = (holds: boolean, what: string): void => {
    if (!holds) notes.failures.push(what);
  };
  const scene: Scene = {
    world,
    say,
    expect: expectThat,
    async begin(start = () => world.start()) {
      const startedAt = performance.now();
      await start();
      await waitUntilAtHome(world);
      say(`  at home after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
      fromMs = Date.now();
      await world.vendors.ask('begin', { ...LOAD, ...chaosCase.load });
      await sleep(FLOWING_MS);
      if (chaosCase.breadth === 'wide') await waitUntilAllFlows(world, fromMs);
    },
    fired(what, count) {
      say(`  ${what}: ${count}`);
      notes.proofs.push({ what, count });
      expectThat(count > 0, `the fault never fired: ${what}`);
    },
    healed() {
      healedAtMs = Date.now();
    },
    async settle() {
      await sleep(AFTERWARDS_MS);
      await world.vendors.ask('end');
      while (!(await world.vendors.ask('counts')).isOver) await sleep(50);
      const overAtMs = Date.now();
      const settled = await waitForCleanBooks(world.vendors, {
        fromMs,
        settleMs: chaosCase.settleMs ?? SETTLE_MS,
        settleMsMax: SETTLE_MS_MAX,
      });
      verdict = settled.verdict;
      if (settled.cleanSinceMs !== null)
        recoveryMs = Math.max(0, settled.cleanSinceMs - Math.max(overAtMs, healedAtMs ?? overAtMs));
      const flow = measureFlow(settled.books, fromMs);
      say(
        `  ${flow.ordersSold} orders sold, ${flow.ordersBooked} booked, ${flow.stockChanges} stock changes, ${flow.stockWrites} numbers written, ${flow.parcels} parcels, ${flow.requests} requests to ship, ${flow.events} events`,
      );
      expectThat(
        flow.ordersSold >= ORDERS_MIN,
        `only ${flow.ordersSold} orders were sold: the load did not flow`,
      );
      expectThat(
        flow.stockChanges > 0 && flow.stockWrites > 0,
        'no stock number moved: the load did not flow',
      );
      if (settled.cleanSinceMs === null && verdict.isClean)
        notes.failures.push('the books were clean and did not stay so');
    },
  };
  return { scene, result: () => ({ verdict, recoveryMs }) };
}
