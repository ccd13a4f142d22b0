import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';

const PATIENCE_MS = 90_000;
const ASK_AGAIN_MIN_MS = 50;
const ASK_AGAIN_MAX_MS = 200;

/** Asks until there is nothing in the way. */
export async function until(
  whatIsMissing: () => Promise<string | null> | string | null,
  withinMs = PATIENCE_MS,
): Promise<void> {
  const begunAt = performance.now();
  for (;;) {
    let reason: string | null;
    let cause: unknown;
    try {
      reason = await whatIsMissing();
    } catch (error) {
      cause = error;
      reason = String(error);
    }
    if (reason === null) return;
    const waitedMs = performance.now() - begunAt;
    if (waitedMs > withinMs) throw new Error(`this has not come about: ${reason}`, { cause });
    // Who waits for a lease to run out need not ask for everything twenty times a second.
    await sleep(Math.min(ASK_AGAIN_MAX_MS, Math.max(ASK_AGAIN_MIN_MS, waitedMs / 40)));
  }
}

/** `expect` that asks again until it holds. Vitest's own poll belongs to one test at a time, and stories wait side by side. */
export function eventually<Value>(
  ask: () => Value,
  withinMs = 60_000,
): ReturnType<typeof expect.poll<Value>> {
  const matchers = new Proxy(
    {},
    {
      get:
        (_nothing, matcher) =>
        (...expected: readonly unknown[]) =>
          until(async () => {
            // eslint-disable-next-line vitest/valid-expect -- whoever calls us names the matcher
            const seen = expect(await ask());
            const match: unknown = Reflect.get(seen, matcher);
            if (typeof match !== 'function') throw new TypeError(`there is no matcher ${String(matcher)}`);
            match.apply(seen, expected);
            return null;
          }, withinMs),
    },
  );
  return matchers as unknown as ReturnType<typeof expect.poll<Value>>;
}
