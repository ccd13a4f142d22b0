import type { Consumer, ConsumerOptions, DeliveredWakeUp } from '#queue/wake-up-store.ts';
import type { SimulatedProcess } from '../process.ts';

/** A wake-up in the simulated Redis. */
export interface Entry {
  readonly id: string;
  readonly queue: string;
  readonly addedAt: number;
  wakeUp: DeliveredWakeUp;
  holder: SimulatedProcess | null;
  /** It was added again while it ran. */
  again: DeliveredWakeUp | null;
}

/** A worker of one process that waits for wake-ups of one queue. */
export interface Station {
  readonly process: SimulatedProcess;
  readonly options: ConsumerOptions;
  readonly queue: string;
  isPaused: boolean;
  isClosed: boolean;
  running: number;
  readonly idle: (() => void)[];
}

export function toConsumer(station: Station, wake: () => void): Consumer {
  return {
    pause: () => {
      station.isPaused = true;
      return Promise.resolve();
    },
    resume: () => {
      station.isPaused = false;
      wake();
      return Promise.resolve();
    },
    close: (force = false) => {
      station.isClosed = true;
      if (force || station.running === 0) return Promise.resolve();
      return new Promise((resolve) => {
        station.idle.push(resolve);
      });
    },
  };
}

/** What waits in the queue and goes first. */
export function mostUrgent(entries: ReadonlyMap<string, Entry>, queue: string): Entry | undefined {
  let best: Entry | undefined;
  for (const entry of entries.values()) {
    if (entry.queue !== queue || entry.holder !== null) continue;
    if (best === undefined || entry.wakeUp.priority < best.wakeUp.priority) best = entry;
  }
  return best;
}
