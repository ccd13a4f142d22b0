import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoConfigurationFile } from '#config/demo.ts';
import { createChance } from './chance.ts';
import { waitForAgreement } from './converge.ts';
import { type Day, planDay } from './day.ts';
import { type EngineProcess, findFreePort, startEngine } from './engine-process.ts';
import { DOWN_MS, faultLevels, wantedFaults } from './fault-levels.ts';
import { createWeather, type FaultWeather } from './fault-weather.ts';
import { flushPrivateRedis } from './flush-redis.ts';
import { openWorld } from './open-world.ts';
import type { DemoOptions } from './options.ts';
import { createProgress, type Progress } from './progress.ts';
import { renderJson, renderReport } from './report.ts';
import { stockShelves } from './stock-shelves.ts';
import { glanceOf } from './take-glance.ts';
import { judge, type Judgement } from './verdict/judge.ts';
import type { World } from './world.ts';

/** The engine's own deadline of a call, and the sandboxes' longest delay of an effect. */
const COSTS = { callTimeoutMs: 30_000, lateEffectMs: 4_000, downMs: DOWN_MS } as const;
const LISTEN_TIMEOUT_MS = 30_000;
/** After faults, something late may still land on clean books. */
const STEADY_MS = { none: 1_000, some: 5_000, storm: 5_000 } as const;
const REDIS_BACK_MS = 5_000;

/** Runs the whole play and resolves with the exit code: 0 when everything held. */
export async function runDemo(options: DemoOptions): Promise<number> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const progress = createProgress(process.stderr, () => performance.now());
  const folder = mkdtempSync(join(tmpdir(), 'syncline-demo-'));
  try {
    const code = await playIn(folder, { options, progress, signal: stopping.signal });
    if (code === 0) rmSync(folder, { recursive: true, force: true });
    else progress.say(`Syncline's log and ledger are left in ${folder}.`);
    return code;
  } finally {
    progress.end();
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

interface Stage {
  readonly options: DemoOptions;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

async function playIn(folder: string, stage: Stage): Promise<number> {
  const { options, progress, signal } = stage;
  progress.say('Setting up a store and an ERP ...');
  const { items, baskets } = await stockShelves(options);
  const world = await openWorld({ items, seed: options.seed, plan: options.plan });
  let engine: EngineProcess | undefined;
  try {
    progress.say(`${items.length} SKUs in two places, equal in both. Starting Syncline ...`);
    const port = await findFreePort();
    engine = await startSyncline(folder, { world, port, databaseUrl: options.databaseUrl });
    await waitUntilListened(world, engine.logFile);
    const weather = weatherOver(world, { engine, folder, stage });
    const fromMs = Date.now();
    const look = (day: Day): Judgement => judgeDay(day, { world, weather, options, fromMs });
    const running = engine;
    const lookNowAndThen = createSparing();
    const day: Day = planDay({
      world,
      items,
      baskets: baskets(),
      seconds: options.seconds,
      rate: options.rate,
      weather,
      signal,
      chances: { shoppers: createChance(options.seed + 2), warehouse: createChance(options.seed + 3) },
      onRound: (phase) => {
        running.assertAlive();
        progress.show(
          glanceOf(
            phase,
            day,
            lookNowAndThen(() => look(day)),
          ),
        );
      },
    });
    await day.run();
    const judgement = await settle(stage, day, () => look(day));
    progress.end();
    process.stderr.write(`${renderReport(judgement, process.stderr.isTTY)}\n`);
    if (options.keep) await keepOpen(world, { port, folder, stage });
    if (options.json) process.stdout.write(`${renderJson(judgement, options)}\n`);
    return judgement.failures.length === 0 ? 0 : 1;
  } finally {
    await engine?.stop();
    await world.close();
  }
}

/** A look at large books takes its time, and the vendors stand still meanwhile: it may take a tenth of all time. */
function createSparing(): (look: () => Judgement) => Judgement {
  let last: Judgement | undefined;
  let dueAt = 0;
  return (look) => {
    const startedAt = performance.now();
    if (last !== undefined && startedAt < dueAt) return last;
    last = look();
    dueAt = startedAt + (performance.now() - startedAt) * 10;
    return last;
  };
}

async function startSyncline(
  folder: string,
  { world, port, databaseUrl }: { world: World; port: number; databaseUrl: string | null },
): Promise<EngineProcess> {
  const configFile = join(folder, 'syncline.config.ts');
  const written = demoConfigurationFile({
    dataDir: folder,
    databaseUrl,
    port,
    ordersFrom: new Date(),
    ...world.connections,
  });
  writeFileSync(configFile, written, { mode: 0o600 });
  return startEngine({ configFile, dataDir: folder, logFile: join(folder, 'syncline.log'), port });
}

/** The first pull and the webhooks come right after the start; customers come after them. */
async function waitUntilListened(world: World, logFile: string): Promise<void> {
  const deadline = performance.now() + LISTEN_TIMEOUT_MS;
  while (!world.isListenedTo()) {
    if (performance.now() > deadline)
      throw new Error(
        `Syncline did not subscribe to the store's webhooks within ${LISTEN_TIMEOUT_MS / 1000} s; its log is ${logFile}`,
      );
    await sleep(100);
  }
}

function weatherOver(
  { boards }: World,
  { engine, folder, stage: { options, progress } }: { engine: EngineProcess; folder: string; stage: Stage },
): FaultWeather {
  return createWeather({
    level: faultLevels[options.faults],
    boards,
    now: () => Date.now(),
    say: (line) => progress.say(line),
    strike: {
      'engine-killed': () => engine.killAndRestart(),
      'redis-flushed': async () => {
        await flushPrivateRedis(folder);
        // The janitor has to notice before everything is as it was.
        await sleep(REDIS_BACK_MS);
      },
    },
  });
}

function judgeDay(
  { shoppers }: Day,
  {
    world,
    weather,
    options,
    fromMs,
  }: { world: World; weather: FaultWeather; options: DemoOptions; fromMs: number },
): Judgement {
  return judge({
    books: world.readBooks(),
    diary: { fired: [...world.boards.store.fired, ...world.boards.erp.fired], incidents: weather.incidents },
    costs: COSTS,
    planted: shoppers.planted,
    buffer: 0,
    fromMs,
    wantedFaults: wantedFaults(faultLevels[options.faults]),
  });
}

function settle(
  { options, progress, signal }: Stage,
  day: Day,
  judgeNow: () => Judgement,
): Promise<Judgement> {
  return waitForAgreement({
    judgeNow,
    settleMs: options.settleSeconds * 1000,
    steadyMs: STEADY_MS[options.faults],
    monotonicMs: () => performance.now(),
    sleep: (delayMs) => sleep(delayMs),
    isStopped: () => signal.aborted,
    show: (judgement, waitedMs) =>
      progress.show(glanceOf(`closed, settling for ${Math.round(waitedMs / 1000)} s`, day, judgement)),
  });
}

async function keepOpen(
  world: World,
  { port, folder, stage }: { port: number; folder: string; stage: Stage },
): Promise<void> {
  const { store, erp } = world.connections;
  stage.progress.say(
    [
      '',
      'Everything is still running:',
      `  store     ${store.url}`,
      `  ERP       ${erp.url}`,
      `  Syncline  http://127.0.0.1:${port} (health at /readyz, queues at /queues)`,
      `  ask it    npm run syncline -- status --config ${join(folder, 'syncline.config.ts')}`,
      'Ctrl-C ends it.',
    ].join('\n'),
  );
  if (stage.signal.aborted) return;
  await new Promise((resolve) => stage.signal.addEventListener('abort', resolve, { once: true }));
}
