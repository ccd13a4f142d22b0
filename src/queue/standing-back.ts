import type { Clock } from '#sdk/clock.ts';
import { type Repeating, repeat } from './repeat.ts';
import type { NoteError } from './sampled-errors.ts';

/** How full the process was since the last look, and how many runs that can wait each connection may have at once. */
export interface Pressure {
  /** Share of the time in which the event loop had something to do, 0 to 1. */
  readonly busy: number;
  readonly runsMax: number;
}

/** The runs of one connection that can wait. */
interface Crowd {
  running: number;
  readonly held: (() => void)[];
}

/** Lets runs that can wait stand back while the process has no time to spare. */
export interface StandingBack {
  /**
   * Resolves when a run of this connection may begin: at once, or when there is time for it, and after `HELD_MAX_MS`, or
   * when the process is asked to stop, in any case. What it resolves with is called when the run has ended.
   */
  enter(connection: string, stop: AbortSignal): Promise<() => void>;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 100;
/** Above the first, urgent work queues behind other work; below the second there is room. */
const BUSY_FROM = 0.9;
const ROOM_BELOW = 0.75;
/** Nothing stands back for longer, however busy the process is. */
const HELD_MAX_MS = 5_000;

/** Made once: an abort without a reason makes one with a stack, at every run. */
const GO = new Error('go on');

/** Half as many when there is no time left, one more when there is room: at least one, so that nothing stands still. */
export function nextRunsMax(runsMax: number, { busy, most }: { busy: number; most: number }): number {
  if (busy >= BUSY_FROM) return Math.max(1, Math.floor(runsMax / 2));
  return busy < ROOM_BELOW ? Math.min(most, runsMax + 1) : runsMax;
}

/**
 * Adapts to what the process has to do. Each connection has its own count, so that one whose vendor is slow holds back
 * itself alone (I16).
 */
export function createStandingBack(options: {
  /** How full the event loop was since it was last asked, 0 to 1. */
  readonly busySince: () => number;
  /** Runs per connection when there is room. */
  readonly most: number;
  readonly clock: Clock;
  readonly noteError: NoteError;
  readonly onLook?: ((pressure: Pressure) => void) | undefined;
}): StandingBack {
  const { busySince, most, clock, onLook } = options;
  const crowds = new Map<string, Crowd>();
  let runsMax = most;
  const release = (crowd: Crowd): void => {
    while (crowd.running < runsMax) {
      const go = crowd.held.shift();
      if (go === undefined) return;
      crowd.running += 1;
      go();
    }
  };
  const looking: Repeating = repeat(() => {
    const busy = busySince();
    runsMax = nextRunsMax(runsMax, { busy, most });
    onLook?.({ busy, runsMax });
    for (const crowd of crowds.values()) release(crowd);
    return Promise.resolve(LOOK_EVERY_MS);
  }, options);
  return {
    enter: async (connection, stop) => {
      const crowd = crowds.get(connection) ?? { running: 0, held: [] };
      crowds.set(connection, crowd);
      if (crowd.held.length === 0 && crowd.running < runsMax) crowd.running += 1;
      else await standIn(crowd, clock, stop);
      return () => {
        crowd.running -= 1;
        release(crowd);
      };
    },
    close: () => looking.close(),
  };
}

/** Until it is told to go, which counts it as running, or has waited long enough. */
async function standIn(crowd: Crowd, clock: Clock, stop: AbortSignal): Promise<void> {
  const told = new AbortController();
  const go = (): void => told.abort(GO);
  crowd.held.push(go);
  await clock.sleep(HELD_MAX_MS, AbortSignal.any([told.signal, stop])).catch(() => undefined);
  if (told.signal.aborted) return;
  crowd.held.splice(crowd.held.indexOf(go), 1);
  crowd.running += 1;
}
