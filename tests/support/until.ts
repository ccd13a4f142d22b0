import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 90_000;
const ASK_AGAIN_MIN_MS = 50;
const ASK_AGAIN_MAX_MS = 200;

/** For hooks and concurrent tests, where `eventually` has no place: asks until there is nothing in the way. */
export async function until(
  whatIsMissing: () => Promise<string | null> | string | null,
  withinMs = PATIENCE_MS,
): Promise<void> {
  const begunAt = performance.now();
  for (;;) {
    let reason: string | null;
    try {
      reason = await whatIsMissing();
    } catch (error) {
      reason = String(error);
    }
    if (reason === null) return;
    const waitedMs = performance.now() - begunAt;
    if (waitedMs > withinMs) throw new Error(`this has not come about: ${reason}`);
    // Who waits for a lease to run out need not ask for everything twenty times a second.
    await sleep(Math.min(ASK_AGAIN_MAX_MS, Math.max(ASK_AGAIN_MIN_MS, waitedMs / 40)));
  }
}
