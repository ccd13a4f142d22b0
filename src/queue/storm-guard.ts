import type { Worker } from 'bullmq';
import type { Clock } from '#sdk/clock.ts';

const ERRORS_MAX = 50;
const WINDOW_MS = 1_000;
const REST_MS = 2_000;

/**
 * A worker whose Redis is full asks again in a tight loop, tens of thousands of times in seconds. After fifty errors in
 * a second it rests for two.
 */
export function guardErrorStorm(
  worker: Pick<Worker, 'on' | 'pause' | 'resume'>,
  {
    clock,
    stop,
    mayResume,
  }: { readonly clock: Clock; readonly stop: AbortSignal; readonly mayResume: () => boolean },
): void {
  let windowStart = Number.NEGATIVE_INFINITY;
  let errors = 0;
  let resting = false;
  const rest = async () => {
    resting = true;
    await worker.pause(true);
    await clock.sleep(REST_MS, stop).catch(() => undefined);
    resting = false;
    if (!stop.aborted && mayResume()) await worker.resume();
  };
  worker.on('error', () => {
    const now = clock.monotonicMs();
    if (now - windowStart > WINDOW_MS) {
      windowStart = now;
      errors = 0;
    }
    errors += 1;
    if (errors > ERRORS_MAX && !resting) void rest();
  });
}
