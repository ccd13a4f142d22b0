import type { Clock } from '#sdk/clock.ts';

/** A clock that was set is followed this slowly: a minute in an hour and a half. */
const SLEW = 0.01;

/**
 * The time of day as a process should see it: it never jumps and never goes back. What is compared by time (whether a poll
 * began after a reading, whether a quarantine is over) would be wrong after a jump; a clock that somebody sets is followed
 * slowly instead.
 */
export function createSteadyClock(machine: Clock): Clock {
  let seenMs = machine.monotonicMs();
  let offsetMs = machine.now() - seenMs;
  return {
    now() {
      const monotonicMs = machine.monotonicMs();
      const stepMax = (monotonicMs - seenMs) * SLEW;
      const difference = machine.now() - monotonicMs - offsetMs;
      offsetMs += Math.max(-stepMax, Math.min(stepMax, difference));
      seenMs = monotonicMs;
      return Math.floor(monotonicMs + offsetMs);
    },
    monotonicMs: () => machine.monotonicMs(),
    sleep: (delayMs, signal) => machine.sleep(delayMs, signal),
  };
}
