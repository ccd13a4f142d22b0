import { priorities, type Priority } from '#domain/priority.ts';
import type { Clock, Random } from './clock.ts';
import type { Connection } from './define-connector.ts';
import type { Effects } from './effects.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { LeasedWork } from './ledger/work.ts';
import type { Log } from './log.ts';
import type { SyncSettings } from './settings.ts';

/** What a job is handed; it touches the world only through this. */
export interface JobContext {
  /** Name of the connection that the job works on, and the opened account. */
  readonly connection: string;
  readonly account: Connection;
  readonly ledger: Ledger;
  readonly effects: Effects;
  readonly settings: SyncSettings;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Aborted when the process is asked to stop: a long job throws it at its next page (`throwIfAborted`), for to return is to be done. */
  readonly signal: AbortSignal;
  /** This subject is not done: it stays dirty until `dueAt`, or until what it waits for happens (W2). */
  wait(
    work: LeasedWork,
    waiting: { readonly dueAt: number; readonly reason: string; readonly waitsFor?: string },
  ): void;
  /** A person must look at this subject; the reason says what is wrong and what to do. */
  park(work: LeasedWork, reason: string): void;
  /** This subject failed with this error, the others of the batch did not. */
  fail(work: LeasedWork, error: unknown): void;
  /** Prolongs the leases of this run; long reads call it between pages. @throws LeaseLostError */
  prolong(): Promise<void>;
}

/** A wake-up on a clock. */
export interface Schedule {
  readonly subject: string;
  readonly everyMs: number;
}

/**
 * One job: what it converges, and how urgent that is. Returning is done, throwing is retry (the error's kind says how);
 * `wait`, `park` and `fail` speak for one subject of a batch. A run must be safe to repeat at any moment.
 */
export interface Job {
  readonly name: string;
  /** One sentence for people. */
  readonly title: string;
  readonly priority: number;
  /** How many subjects one run may take; 1 unless the vendor takes batches. */
  readonly batchMax: number;
  readonly leaseMs: number;
  /** After this many counted attempts the subject is parked. */
  readonly attemptsMax: number;
  /** Whether the job runs for this connection at all. */
  readonly appliesTo: (target: JobTarget) => boolean;
  readonly schedules: (target: JobTarget) => readonly Schedule[];
  readonly run: (context: JobContext, work: readonly LeasedWork[]) => Promise<void>;
}

export interface JobTarget {
  readonly connection: string;
  readonly account: Connection;
  readonly settings: SyncSettings;
}

interface JobDefinition extends Omit<Partial<Job>, 'priority'> {
  readonly name: string;
  readonly title: string;
  readonly priority: Priority;
  readonly appliesTo: Job['appliesTo'];
  readonly run: Job['run'];
}

/** Prolonged while a run lives; a process that died holds its subjects back this long at most. */
const LEASE_DEFAULT_MS = 20_000;
const ATTEMPTS_DEFAULT_MAX = 12;

export function defineJob(definition: JobDefinition): Job {
  return {
    batchMax: 1,
    leaseMs: LEASE_DEFAULT_MS,
    attemptsMax: ATTEMPTS_DEFAULT_MAX,
    schedules: () => [],
    ...definition,
    priority: priorities[definition.priority],
  };
}
