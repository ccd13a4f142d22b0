import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/** Asks until it holds, or the time is over. Returns whether it came to hold. */
export async function waitUntil(holds: () => Promise<boolean> | boolean, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    if (await holds()) return true;
    await sleep(POLL_MS);
  }
  return holds();
}
