import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Random } from '#sdk/clock.ts';
import type { Log } from '#sdk/log.ts';

/** The machine's own clock, for tests against real servers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (delayMs, signal) => sleep(delayMs, undefined, signal === undefined ? {} : { signal }),
};

export const systemRandom: Random = { next: () => Math.random(), id: () => randomUUID() };

export interface NotedLog extends Log {
  readonly lines: readonly string[];
}

/** Keeps what was said, so that a test can ask. */
export function createNotedLog(): NotedLog {
  const lines: string[] = [];
  const note = (message: string): void => {
    lines.push(message);
  };
  return { lines, debug: note, info: note, warn: note, error: note };
}
