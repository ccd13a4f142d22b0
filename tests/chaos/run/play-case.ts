import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosCase, Scene } from '#tests/chaos/chaos-case.ts';
import type { BooksVerdict, Flow } from '#tests/chaos/judge/judge-books.ts';
import { waitUntilAtHome } from '#tests/chaos/world/home.ts';
import type { World } from '#tests/chaos/world/world.ts';
import type { CaseResult } from './case-result.ts';
import { waitForCleanBooks } from './settle.ts';
import { openStage, type Stage } from './stage.ts';

const LOAD = { seconds: 300, rate: 3, customersMax: 60 } as const;
/** Customers who are served before the fault, and after it. */
const FLOWING_MS = 2_500;
const AFTERWARDS_MS = 2_500;
const ALL_FLOWS_MS_MAX = 120_000;
const SETTLE_MS = 60_000;
const SETTLE_MS_MAX = 240_000;
const ORDERS_MIN = 8;

export interface PlayOptions {
  /** Played one after the other in one world, as long as each passes: what breaks a world does not spoil the next case. */
  readonly cases: readonly ChaosCase[];
  readonly seed: number;
  /** Where a case says what it does. */
  readonly sayOf: (chaosCase: ChaosCase) => (line: string) => void;
  /** Called at the end of each. */
  readonly onResult: (chaosCase: ChaosCase, result: CaseResult) => void;
  readonly signal: AbortSignal;
}

/** Plays cases from their first process to their last. Never throws: what goes wrong is the result. */
export async function playCases(options: PlayOptions): Promise<void> {
  const { cases, sayOf, onResult, signal } = options;
  let stage: Stage | null = null;
  for (const chaosCase of cases) {
    if (signal.aborted) break;
    const say = sayOf(chaosCase);
    say('begins');
    const startedAt = performance.now();
    const reason = await skipReason(chaosCase);
    const notes = createNotes();
    if (reason === null) {
      try {
        stage ??= await openStage(chaosCase, options);
        await playOn(stage, { chaosCase, say, notes });
      } catch (error) {
        notes.failures.push(error instanceof Error ? error.message : String(error));
      }
      if (signal.aborted) notes.failures.push('stopped from outside');
    }
    const hasFailed = notes.failures.length > 0;
    const folder = hasFailed ? (stage?.folder ?? null) : null;
    if (folder !== null) writeFileSync(join(folder, 'failures.txt'), `${notes.failures.join('\n')}\n`);
    if (stage !== null && (hasFailed || chaosCase === cases.at(-1))) {
      await stage.close(hasFailed);
      stage = null;
    }
    for (const failure of notes.failures) say(failure);
    const seconds = reason === null ? (performance.now() - startedAt) / 1_000 : 0;
    const result = toResult({ chaosCase, reason, notes, folder, seconds });
    say(`${result.outcome} after ${result.seconds.toFixed(0)} s`);
    onResult(chaosCase, result);
  }
  await stage?.close(false);
}

async function skipReason({ skip }: ChaosCase): Promise<string | null> {
  return (await skip?.()) ?? null;
}

interface Notes {
  readonly failures: string[];
  readonly proofs: { readonly what: string; readonly count: number }[];
  verdict: BooksVerdict | null;
  recoveryMs: number | null;
}

function createNotes(): Notes {
  return { failures: [], proofs: [], verdict: null, recoveryMs: null };
}

function toResult(played: {
  readonly chaosCase: ChaosCase;
  readonly reason: string | null;
  readonly notes: Notes;
  readonly folder: string | null;
  readonly seconds: number;
}): CaseResult {
  const { chaosCase, reason, notes, folder, seconds } = played;
  const { failures, proofs, verdict, recoveryMs } = notes;
  const outcome = failures.length === 0 ? 'passed' : 'failed';
  return {
    name: chaosCase.name,
    row: chaosCase.row,
    title: chaosCase.title,
    outcome: reason === null ? outcome : 'skipped',
    lost: verdict?.lost ?? 0,
    doubled: verdict?.doubled ?? 0,
    oversold: verdict?.oversold ?? 0,
    recoveryS: recoveryMs === null ? null : recoveryMs / 1_000,
    seconds,
    proofs,
    remarks: reason === null ? failures : [reason],
    folder,
  };
}

interface Playing {
  readonly chaosCase: ChaosCase;
  readonly say: (line: string) => void;
  readonly notes: Notes;
}

async function playOn(stage: Stage, { chaosCase, say, notes }: Playing): Promise<void> {
  try {
    await chaosCase.play(createScene(stage, { chaosCase, say, notes }));
  } finally {
    for (const { role, logFile } of stage.world.engines.filter((engine) => engine.hasCrashed()))
      notes.failures.push(`a process (${role}) ended although nobody had asked it to; see ${logFile}`);
    const { verdict } = notes;
    if (verdict !== null && (!verdict.isClean || verdict.oversold > 0))
      notes.failures.push(...verdict.complaints.slice(0, 12));
  }
}

/** A wide world: an order goes on to the 3PL only when somebody has bought from its shelves. */
async function waitUntilAllFlows({ vendors }: World, before: Flow): Promise<void> {
  const deadline = performance.now() + ALL_FLOWS_MS_MAX;
  for (;;) {
    const flow = await readFlow(vendors);
    const [requests, events] = [flow.requests - before.requests, flow.events - before.events];
    if (requests > 0 && events > 0) return;
    if (performance.now() > deadline)
      throw new Error(`after two minutes there were ${requests} requests to ship and ${events} events`);
    await sleep(FLOWING_MS);
  }
}

async function readFlow(vendors: World['vendors']): Promise<Flow> {
  const now = Date.now();
  return (await vendors.ask('judge', now, now)).flow;
}

function createScene(stage: Stage, { chaosCase, say, notes }: Playing): Scene {
  const { world } = stage;
  let fromMs = Date.now();
  let healedAtMs: number | null = null;
  const expectThat = (holds: boolean, what: string): void => {
    if (!holds) notes.failures.push(what);
  };
  return {
    world,
    say,
    expect: expectThat,
    async begin(start = () => world.start()) {
      if (stage.soldSinceMs === null) {
        const startedAt = performance.now();
        await start();
        await waitUntilAtHome(world);
        say(`at home after ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
      }
      fromMs = Date.now();
      stage.soldSinceMs ??= fromMs;
      const before = await readFlow(world.vendors);
      await world.vendors.ask('begin', { ...LOAD, ...chaosCase.load });
      await sleep(FLOWING_MS);
      if (chaosCase.breadth === 'wide') await waitUntilAllFlows(world, before);
    },
    fired(what, count) {
      say(`${what}: ${count}`);
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
      const { verdict, flow, cleanSinceMs } = await waitForCleanBooks(world.vendors, {
        soldSinceMs: stage.soldSinceMs ?? fromMs,
        fromMs,
        settleMs: chaosCase.settleMs ?? SETTLE_MS,
        settleMsMax: SETTLE_MS_MAX,
      });
      notes.verdict = verdict;
      if (cleanSinceMs !== null)
        notes.recoveryMs = Math.max(0, cleanSinceMs - Math.max(overAtMs, healedAtMs ?? overAtMs));
      say(
        `${flow.ordersSold} orders sold, ${flow.ordersBooked} booked, ${flow.stockChanges} stock changes, ${flow.stockWrites} numbers written, ${flow.parcels} parcels, ${flow.requests} requests to ship, ${flow.events} events`,
      );
      expectThat(
        flow.ordersSold >= ORDERS_MIN,
        `only ${flow.ordersSold} orders were sold: the load did not flow`,
      );
      expectThat(
        flow.stockChanges > 0 && flow.stockWrites > 0,
        'no stock number moved: the load did not flow',
      );
      if (cleanSinceMs === null && verdict.isClean)
        notes.failures.push('the books were clean and did not stay so');
    },
  };
}
