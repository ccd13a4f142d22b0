import type { Lane } from './lanes.ts';
import type { WakeUp } from './wake-ups.ts';

/** A wake-up on a clock, as a connection should have it. */
export interface WantedSchedule {
  readonly job: string;
  readonly subject: string;
  readonly everyMs: number;
}

/** What a store hands to a worker: a wake-up, or a tick of a schedule that only marks its work. */
export interface DeliveredWakeUp extends WakeUp {
  readonly isTick: boolean;
}

/** One of the queues of a connection. */
export interface QueueAddress {
  readonly connection: string;
  readonly lane: Lane;
}

/** One worker of one queue. */
export interface Consumer {
  /** Takes nothing more; what runs goes on. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Takes nothing more and waits for what runs; `force` does not wait. */
  close(force?: boolean): Promise<void>;
}

/**
 * Where wake-ups wait: Redis in a running process, memory in a simulation. It is disposable: it may hand out a wake-up
 * twice, late or never, and may forget everything; the ledger makes sure.
 */
export interface WakeUpStore {
  /** False means that adding would fail. */
  isReady(): boolean;
  /** One that is already waiting is not added again, but takes over a more urgent priority. */
  add(to: QueueAddress, wakeUps: readonly WakeUp[]): Promise<void>;
  /** Makes a connection's schedules equal to these; they tick in its lane `ahead`. Safe to repeat: what is right is not touched. */
  ensureSchedules(
    connection: string,
    wanted: readonly WantedSchedule[],
  ): Promise<{ readonly created: number; readonly removed: number }>;
  /** False when it may have forgotten something since the last call, and at the first call. */
  isTheSame(): Promise<boolean>;
  /** Hands each wake-up to `handle`; one that fails or whose process dies is handed out again. */
  consume(from: QueueAddress, options: ConsumerOptions): Consumer;
}

export interface ConsumerOptions {
  readonly concurrency: number;
  readonly handle: (wakeUp: DeliveredWakeUp) => Promise<void>;
  /** Aborted when the process is asked to stop. */
  readonly stop: AbortSignal;
  /** Asked before it goes on after a rest of its own. */
  readonly mayResume: () => boolean;
}
