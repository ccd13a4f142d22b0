import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from './world.ts';

const WELCOME_TIMEOUT_MS = 180_000;
const METRICS_TIMEOUT_MS = 5_000;
const POLL_MS = 250;
/** So many looks in a row must find nothing to do: between two pages of a catalog there may be a moment of rest. */
const IDLE_LOOKS = 6;
const STOCK_WORK = /^syncline_work_dirty\{[^}]*job="(?:publish-stock|refresh-stock)"[^}]*\} (\d+)$/gm;

/** Customers come when Syncline has subscribed to the webhooks and has nothing left to do about the stock of both sides. */
export async function waitUntilAtHome(world: World): Promise<void> {
  const deadline = performance.now() + WELCOME_TIMEOUT_MS;
  for (let idle = 0; idle < IDLE_LOOKS; await sleep(POLL_MS)) {
    if (performance.now() > deadline)
      throw new Error(`Syncline has not got to know both systems within ${WELCOME_TIMEOUT_MS / 1_000} s`);
    const isIdle = (await world.vendors.ask('isListenedTo')) && (await openStockWork(world.port)) === 0;
    idle = isIdle ? idle + 1 : 0;
  }
}

/** Stock numbers that Syncline still has to read or to write; null while nobody says. */
async function openStockWork(port: number): Promise<number | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/metrics`, {
      signal: AbortSignal.timeout(METRICS_TIMEOUT_MS),
    });
    let open = 0;
    for (const [, count] of (await response.text()).matchAll(STOCK_WORK)) open += Number(count);
    return open;
  } catch {
    return null;
  }
}
