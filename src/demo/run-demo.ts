import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_TIMEOUT_MS } from '#config/demo.ts';
import { createChance } from './chance.ts';
import { waitForAgreement } from './converge.ts';
import { type Day, planDay } from './day.ts';
import type { EngineProcess } from './engine-process.ts';
import { DOWN_MS, faultLevels, wantedFaults } from './fault-levels.ts';
import { createWeather, type FaultWeather } from './fault-weather.ts';
import { FLASH_SKU, flashItem } from './flash-sale.ts';
import { flushPrivateRedis } from './flush-redis.ts';
import { lookUpErased } from './look-up-erased.ts';
import { createSparingLook } from './look-sparingly.ts';
import { openWorld } from './open-world.ts';
import type { DemoOptions } from './options.ts';
import { createProgress, type Progress } from './progress.ts';
import { renderJson, renderReport } from './report.ts';
import { type StartedSyncline, startSyncline, waitUntilAtHome } from './start-syncline.ts';
import { type Assortment, stockShelves } from './stock-shelves.ts';
import { glanceOf } from './take-glance.ts';
import { judge, type Judgement } from './verdict/judge.ts';
import type { World } from './world.ts';

/** The engine's own deadline of a call, and the sandboxes' longest delay of an effect. */
const COSTS = { callTimeoutMs: DEMO_TIMEOUT_MS, lateEffectMs: 4_000, downMs: DOWN_MS } as const;
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
  const { options, progress } = stage;
  progress.say(
    `Setting up ${options.stores === 1 ? 'a store and an ERP' : `${options.stores} stores, an ERP, a 3PL and a tool that writes to customers`} ...`,
  );
  const { items, baskets } = await stockShelves(options);
  const sold = options.flash > 0 ? [...items, flashItem(options.flash)] : items;
  const world = await openWorld({ ...options, items: sold });
  let started: StartedSyncline | undefined;
  try {
    progress.say(
      `${sold.length} SKUs in ${options.stores === 1 ? 'two' : 'three'} places, equal everywhere. Starting Syncline ...`,
    );
    started = await startSyncline({ folder, world, databaseUrl: options.databaseUrl });
    await waitUntilAtHome(world, started, stage.signal);
    const judgement = await playDay({ ...stage, ...started, world, folder, items, baskets });
    progress.end();
    const out = options.json ? process.stderr : process.stdout;
    out.write(`${renderReport(judgement, out.isTTY)}\n`);
    if (options.json) process.stdout.write(`${renderJson(judgement, options)}\n`);
    if (options.keep) await keepOpen(stage, world, started);
    return judgement.failures.length === 0 ? 0 : 1;
  } finally {
    await started?.engine.stop();
    await world.close();
  }
}

interface Scene extends Stage, Assortment {
  readonly world: World;
  readonly folder: string;
  readonly engine: EngineProcess;
  readonly configFile: string;
}

/** Sells, stops selling, and waits for agreement. */
async function playDay(scene: Scene): Promise<Judgement> {
  const { options, progress, signal, world, engine, items, baskets } = scene;
  const weather = weatherOver(scene);
  const fromMs = Date.now();
  const look = (foundBySyncline: number | null = null): Judgement =>
    judgeDay(day, { world, weather, options, fromMs, foundBySyncline });
  const lookSparingly = createSparingLook(
    () => look(),
    () => performance.now(),
  );
  const day: Day = planDay({
    world,
    items,
    baskets: baskets(),
    seconds: options.seconds,
    rate: options.rate,
    flash: { units: options.flash, rate: options.flashRate },
    weather,
    signal,
    chances: {
      shoppers: createChance(options.seed + 2),
      warehouse: createChance(options.seed + 3),
      center: createChance(options.seed + 4),
      readers: createChance(options.seed + 6),
    },
    onRound: (phase) => {
      engine.assertAlive();
      progress.show(glanceOf(phase, day, lookSparingly()));
    },
  });
  await day.run();
  const settled = await waitForAgreement({
    judgeNow: () => look(),
    settleMs: options.settleSeconds * 1000,
    steadyMs: STEADY_MS[options.faults],
    monotonicMs: () => performance.now(),
    sleep: (delayMs) => sleep(delayMs),
    isStopped: () => signal.aborted,
    show: (judgement, waitedMs) =>
      progress.show(glanceOf(`closed, settling for ${Math.round(waitedMs / 1000)} s`, day, judgement)),
  });
  if (world.mail === null || signal.aborted) return settled;
  return look(await lookUpErased(world.mail.privacy.erased, scene.configFile));
}

function weatherOver({ world: { boards }, engine, folder, options, progress }: Scene): FaultWeather {
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
    foundBySyncline,
  }: {
    world: World;
    weather: FaultWeather;
    options: DemoOptions;
    fromMs: number;
    foundBySyncline: number | null;
  },
): Judgement {
  return judge({
    books: world.readBooks(),
    diary: {
      fired: [...world.boards.senders, world.boards.erp].flatMap(({ fired }) => fired),
      incidents: weather.incidents,
    },
    costs: COSTS,
    planted: shoppers.planted,
    buffer: 0,
    flashSku: options.flash > 0 ? FLASH_SKU : null,
    fromMs,
    wantedFaults: wantedFaults(faultLevels[options.faults]),
    foundBySyncline,
  });
}

async function keepOpen(
  { progress, signal }: Stage,
  { connections }: World,
  { url, configFile }: StartedSyncline,
): Promise<void> {
  progress.say(
    [
      '',
      'Everything is still running:',
      ...connections.stores.map(({ name, url: at }) => `  ${name.padEnd(9)} ${at}`),
      ...(connections.thirdParty === null ? [] : [`  3PL       ${connections.thirdParty.url}`]),
      ...(connections.mail == null ? [] : [`  mail      ${connections.mail.url}`]),
      `  ERP       ${connections.erp.url}`,
      `  Syncline  ${url} (health at /readyz, queues at /queues)`,
      `  ask it    npm run syncline -- status --config ${configFile}`,
      'Ctrl-C ends it.',
    ].join('\n'),
  );
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
