import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoConfigurationFile } from '#config/demo.ts';
import { findFreePort } from '#machine/free-port.ts';
import { type EngineProcess, startEngine } from './engine-process.ts';
import type { World } from './world.ts';

const WELCOME_TIMEOUT_MS = 240_000;
const METRICS_TIMEOUT_MS = 5_000;
/** For so long nothing may be left to do: between two pages of a catalog there may be a moment of rest. */
const IDLE_SECONDS = 3;
const STOCK_WORK = /^syncline_work_dirty\{[^}]*job="(?:publish-stock|refresh-stock)"[^}]*\} (\d+)$/gm;

export interface StartOptions {
  /** Where its configuration, its data and its log go. */
  readonly folder: string;
  readonly world: World;
  readonly databaseUrl: string | null;
}

export interface StartedSyncline {
  readonly engine: EngineProcess;
  readonly configFile: string;
  /** Where it listens. */
  readonly url: string;
}

/** Writes the configuration as a merchant would have, and starts Syncline with it. */
export async function startSyncline({ folder, world, databaseUrl }: StartOptions): Promise<StartedSyncline> {
  const port = await findFreePort();
  const configFile = join(folder, 'syncline.config.ts');
  const ordersFrom = new Date();
  writeFileSync(
    configFile,
    demoConfigurationFile({
      dataDir: folder,
      databaseUrl,
      port,
      ordersFrom,
      skus: world.skus,
      ...world.connections,
    }),
    { mode: 0o600 },
  );
  const logFile = join(folder, 'syncline.log');
  const engine = await startEngine({ configFile, dataDir: folder, logFile, port });
  const url = `http://127.0.0.1:${port}`;
  world.mail?.privacy.tellAt(url);
  return { engine, configFile, url };
}

/**
 * Customers come when Syncline has subscribed to the webhooks and has nothing left to do about the stock of both sides,
 * as its own metrics say.
 *
 * @throws when that takes too long; the log says why.
 */
export async function waitUntilAtHome(
  world: World,
  { engine, url }: StartedSyncline,
  signal: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + WELCOME_TIMEOUT_MS;
  for (let idleSeconds = 0; idleSeconds < IDLE_SECONDS && !signal.aborted;) {
    engine.assertAlive();
    if (performance.now() > deadline)
      throw new Error(
        `Syncline has not got to know both systems within ${WELCOME_TIMEOUT_MS / 1000} s; its log is ${engine.logFile}`,
      );
    await sleep(1_000);
    const isIdle = world.isListenedTo() && (await openStockWork(url)) === 0;
    idleSeconds = isIdle ? idleSeconds + 1 : 0;
  }
}

/** Stock numbers that Syncline still has to read or to write. */
async function openStockWork(url: string): Promise<number> {
  const response = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(METRICS_TIMEOUT_MS) });
  const text = await response.text();
  let open = 0;
  for (const [, count] of text.matchAll(STOCK_WORK)) open += Number(count);
  return open;
}
