import { createSteadyClock } from '#engine/steady-clock.ts';
import type { Clock, Random } from '#sdk/clock.ts';
import type { Timeline } from './timeline.ts';

/** Told of every step before it ends; it may kill or pause the process, or throw what the step fails with. */
export type StepWatcher = (process: SimulatedProcess, step: string) => void;

/**
 * A process of Syncline in virtual time. Everything in it that can wait goes through `pass`: a killed process is one whose
 * waits never end, so its memory is lost as it stands and nothing is cleaned up.
 */
export interface SimulatedProcess {
  readonly name: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly isAlive: () => boolean;
  readonly isStandingStill: () => boolean;
  kill(): void;
  /** Stands still for so long, as in a stop of the machine; its clock goes on. */
  pause(durationMs: number): void;
  /** Its wall clock is off by so much from now on; deadlines are not. */
  jumpClock(ms: number): void;
  /** Waits, then goes on. The step's name is where it can be killed. */
  pass(step: string, delayMs: number): Promise<void>;
  /** Lets something that came from outside happen in it, when it is able to. */
  enter(run: () => void): void;
}

interface ProcessEdges {
  readonly timeline: Timeline;
  readonly watch: StepWatcher;
  /** How wrong the machine's clock is when it starts. */
  readonly skewMs: number;
}

export function createProcess(
  name: string,
  { timeline, watch, skewMs: startSkewMs }: ProcessEdges,
): SimulatedProcess {
  const bornAt = timeline.now();
  let alive = true;
  let pausedUntil = 0;
  let skewMs = startSkewMs;
  let ids = 0;

  /** Runs now, or when the process wakes, or never. */
  const enter = (run: () => void): void => {
    if (!alive) return;
    const waitMs = pausedUntil - timeline.now();
    if (waitMs > 0) timeline.at(waitMs, () => enter(run));
    else run();
  };
  const sleep = (delayMs: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(reasonOf(signal));
        return;
      }
      let isOver = false;
      const cut = (): void => {
        if (isOver) return;
        isOver = true;
        reject(reasonOf(signal));
      };
      signal?.addEventListener('abort', cut, { once: true });
      timeline.at(Math.max(1, delayMs), () =>
        enter(() => {
          if (isOver) return;
          isOver = true;
          signal?.removeEventListener('abort', cut);
          resolve();
        }),
      );
    });
  const process: SimulatedProcess = {
    name,
    isAlive: () => alive,
    isStandingStill: () => timeline.now() < pausedUntil,
    clock: createSteadyClock({
      now: () => timeline.now() + skewMs,
      monotonicMs: () => timeline.now() - bornAt,
      sleep,
    }),
    random: {
      next: () => timeline.draw(),
      id: () => {
        ids += 1;
        return toId(timeline.now(), `${name}-${ids}`);
      },
    },
    kill() {
      alive = false;
    },
    pause(durationMs) {
      pausedUntil = Math.max(pausedUntil, timeline.now() + durationMs);
    },
    jumpClock(ms) {
      skewMs += ms;
    },
    enter,
    pass: (step, delayMs) =>
      new Promise((resolve, reject) => {
        timeline.at(delayMs, () =>
          enter(() => {
            try {
              watch(process, step);
            } catch (error) {
              reject(error instanceof Error ? error : new Error('a step failed', { cause: error }));
              return;
            }
            // The watcher may have ended or stopped it here.
            enter(resolve);
          }),
        );
      }),
  };
  return process;
}

/** Time-ordered like the real ones, and the same in every run of a seed. */
function toId(at: number, rest: string): string {
  return `${at.toString(16).padStart(12, '0')}-${rest}`;
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error('the sleep was cut short', { cause: reason });
}
