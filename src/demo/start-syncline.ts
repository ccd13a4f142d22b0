import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoConfigurationFile } from '#config/demo.ts';
import { type EngineProcess, findFreePort, startEngine } from './engine-process.ts';
import type { World } from './world.ts';

const WELCOME_TIMEOUT_MS = 90_000;
/** After its first look at both systems Syncline only polls: so many calls in a second are no first look any more. */
const IDLE_CALLS_PER_S = 15;
const IDLE_SECONDS = 2;

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
    demoConfigurationFile({ dataDir: folder, databaseUrl, port, ordersFrom, ...world.connections }),
    { mode: 0o600 },
  );
  const logFile = join(folder, 'syncline.log');
  const engine = await startEngine({ configFile, dataDir: folder, logFile, port });
  return { engine, configFile, url: `http://127.0.0.1:${port}` };
}

/**
 * Customers come when Syncline has subscribed to the webhooks and has seen the catalog and the stock of both sides.
 *
 * @throws when that takes too long; the log says why.
 */
export async function waitUntilAtHome(
  world: World,
  { engine }: StartedSyncline,
  signal: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + WELCOME_TIMEOUT_MS;
  for (let idleSeconds = 0; idleSeconds < IDLE_SECONDS && !signal.aborted;) {
    engine.assertAlive();
    if (performance.now() > deadline)
      throw new Error(
        `Syncline has not got to know both systems within ${WELCOME_TIMEOUT_MS / 1000} s; its log is ${engine.logFile}`,
      );
    const before = world.countCalls();
    await sleep(1_000);
    const isIdle = world.isListenedTo() && world.countCalls() - before <= IDLE_CALLS_PER_S;
    idleSeconds = isIdle ? idleSeconds + 1 : 0;
  }
}
