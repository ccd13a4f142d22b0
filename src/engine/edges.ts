import type { Configuration } from '#config/schema.ts';
import type { Sender, SenderOptions } from '#http/send-request.ts';
import type { Breakers } from '#queue/breaker.ts';
import type { Buckets } from '#queue/buckets.ts';
import type { NoteError } from '#queue/sampled-errors.ts';
import type { WakeUpStore } from '#queue/wake-up-store.ts';
import type { Clock, Random } from '#sdk/clock.ts';
import type { Connection, Connector, LimitShape } from '#sdk/define-connector.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { Log } from '#sdk/log.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import type { Metrics } from '#server/metrics.ts';

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
  /** How full the event loop was since it was last asked, 0 to 1; absent: nobody knows, and nothing stands back. */
  readonly busySince?: (() => number) | undefined;
  /** How often the parts look by themselves for what nobody told them; absent: the engine's own pace. */
  readonly pace?: Pace | undefined;
  /** Which kinds of systems there are; absent: all that the registry has. */
  readonly connectors?: readonly Connector[] | undefined;
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

/** The configured accounts, opened: each with its own door to the network, behind the limit that all processes share. */
export interface Accounts {
  readonly all: ReadonlyMap<string, Connection>;
  readonly shapes: ReadonlyMap<string, LimitShape>;
  close(): Promise<void>;
}

/** What every part of a running process works with. `configuration` and `accounts` change at a reload. */
export interface Parts {
  readonly ledger: Ledger;
  readonly store: WakeUpStore;
  readonly buckets: Buckets;
  readonly breakers: Breakers;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Unique per process. */
  readonly holder: string;
  readonly noteError: NoteError;
  readonly pace: Pace | undefined;
  readonly busySince: (() => number) | undefined;
  readonly configuration: () => Configuration;
  readonly settings: () => SyncSettings;
  readonly accounts: () => Accounts;
  /** Reads the configuration again and opens all accounts anew. @throws ConfigurationError, and goes on with what was. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}
