import type { Configuration } from '#config/schema.ts';
import type { Sender, SenderOptions } from '#http/send-request.ts';
import type { Buckets } from '#queue/buckets.ts';
import type { NoteError } from '#queue/sampled-errors.ts';
import type { WakeUpStore } from '#queue/wake-up-store.ts';
import type { Clock, Random } from '#sdk/clock.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { Log } from '#sdk/log.ts';
import type { Metrics } from '#server/metrics.ts';
import type { Parts } from './parts.ts';

/** Something that was opened and must be closed. */
export interface Closable {
  close(): Promise<unknown>;
}

/** The room of the queues, opened: what is disposable in a running process. */
export interface QueueRoom extends Closable {
  readonly store: WakeUpStore;
  readonly buckets: Buckets;
}

/**
 * Everything that a process touches outside itself. `createApp` is the same program over the machine's own edges
 * (system-edges.ts) and over those of a simulation.
 */
export interface Edges {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  openLedger(configuration: Configuration): Promise<Ledger>;
  openQueues(configuration: Configuration, process: QueueUser): Promise<QueueRoom>;
  /** The way out of one connection. */
  openSender(connection: string, options: SenderOptions): Sender;
  createMetrics(): Metrics;
  /** How often the parts look by themselves for what nobody told them; absent: the engine's own pace. */
  readonly pace?: Pace | undefined;
  /** The way in: webhooks, health, metrics, commands. */
  openDoor(parts: Parts): Promise<Closable>;
}

/** Intervals in milliseconds. */
export interface Pace {
  readonly relayMs: number;
  readonly janitorMs: number;
  readonly gateMs: number;
}

export interface QueueUser {
  /** Unique per process. */
  readonly holder: string;
  readonly noteError: NoteError;
}
