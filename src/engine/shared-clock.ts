import type { Clock } from '#sdk/clock.ts';

/** Machines that keep time agree better than this; what is below it is the way to the database and back. */
const DIFFERENCE_MIN_MS = 1_000;
/** An answer that took longer says too little about its moment. */
const ROUND_TRIP_MAX_MS = 2_000;
const EVERY_MS = 60_000;

/** A clock whose time of day several processes share, because they write it into rows that the others compare with theirs. */
export interface SharedClock extends Clock {
  /** Sets it by somebody else's clock, now and then again until the signal; what cannot be read changes nothing. */
  follow(readMs: () => Promise<number>, signal: AbortSignal): Promise<void>;
}

/** The machine's own clock until it is told to follow another one. */
export function createSharedClock(machine: Clock): SharedClock {
  let offsetMs = 0;
  const compare = async (readMs: () => Promise<number>): Promise<void> => {
    const sentAtMs = machine.monotonicMs();
    const theirs = await readMs().catch(() => null);
    const tripMs = machine.monotonicMs() - sentAtMs;
    if (theirs === null || tripMs > ROUND_TRIP_MAX_MS) return;
    const difference = theirs + tripMs / 2 - machine.now();
    offsetMs = Math.abs(difference) < DIFFERENCE_MIN_MS ? 0 : Math.round(difference);
  };
  const goOn = async (readMs: () => Promise<number>, signal: AbortSignal): Promise<void> => {
    for (;;) {
      await machine.sleep(EVERY_MS, signal);
      await compare(readMs);
    }
  };
  return {
    now: () => machine.now() + offsetMs,
    monotonicMs: () => machine.monotonicMs(),
    sleep: (delayMs, signal) => machine.sleep(delayMs, signal),
    async follow(readMs, signal) {
      await compare(readMs);
      // It ends when the signal does, and in no other way.
      goOn(readMs, signal).catch(() => undefined);
    },
  };
}
