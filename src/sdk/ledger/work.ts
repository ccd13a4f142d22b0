export interface WorkRef {
  readonly job: string;
  readonly subject: string;
  readonly connection: string;
}

export interface Mark extends WorkRef {
  readonly priority: number;
  /** Why, for `explain`: `event 0198...`, `order store-us:41 v3`. */
  readonly cause: string;
  /** Not before this time; absent: at once. An earlier time of an existing row stays. */
  readonly dueAt?: number | undefined;
}

export type WorkState = 'open' | 'parked';

export interface WorkRow extends WorkRef {
  readonly wanted: number;
  readonly done: number;
  readonly state: WorkState;
  readonly priority: number;
  readonly dueAt: number;
  readonly attempts: number;
  readonly cause: string;
  /** Parked: why. Open: the last error or what it waits for. */
  readonly reason: string | null;
  /** What wakes a row that waits (W2): `horizon`, `second-reading`, `quarantine`, `approval`. */
  readonly waitsFor: string | null;
  readonly leaseUntil: number | null;
  /** Since when it is dirty. */
  readonly dirtySince: number | null;
  readonly changedAt: number;
}

/** A row under our lease. `generation` is `wanted` as read when it was leased, before any fact was read (W1). */
export interface LeasedWork extends WorkRef {
  readonly generation: number;
  readonly attempts: number;
  readonly token: string;
  readonly cause: string;
  readonly dirtySince: number;
}

export type WorkOutcome =
  | { readonly kind: 'done' }
  /** Stays dirty; `waitsFor` names what wakes it before `dueAt` (W2). Costs no attempt. */
  | {
      readonly kind: 'wait';
      readonly dueAt: number;
      readonly reason: string;
      readonly waitsFor: string | null;
    }
  /** Failed: stays dirty until `dueAt`, and the attempt counts. */
  | { readonly kind: 'retry'; readonly dueAt: number; readonly reason: string }
  | { readonly kind: 'park'; readonly reason: string };

export interface WorkCounts {
  readonly connection: string;
  readonly job: string;
  readonly dirty: number;
  readonly parked: number;
  readonly oldestDirtyAt: number | null;
}

export interface WorkRepository {
  /** Bumps `wanted`, un-parks, and makes the row due (W7: only changed content calls this). */
  mark(marks: readonly Mark[]): Promise<void>;
  /** Makes rows of this job that wait for `waitsFor` due now and bumps them, even with no change (W2). */
  wakeWaiting(job: string, connection: string, waitsFor: string): Promise<number>;
  /** Rows that are dirty, due, open and not yet handed to the queue; marks them as handed over. */
  takeForRelay(now: number, limit: number): Promise<readonly WorkRow[]>;
  /** When the next row becomes due; null when none waits. */
  nextDueAt(now: number): Promise<number | null>;
  /** Rows handed over before this time, still dirty and not leased, are handed over again; returns how many. */
  resetRelay(handedBefore: number): Promise<number>;
  /** The same for rows whose holder let its lease run out, however lately they were handed over: it died, or was cut off. */
  resetAbandoned(): Promise<number>;
  /**
   * Leases what is dirty, due and free among these subjects, or any of the job's when `subjects` is null, and counts
   * the attempt. `includeNotDue` also takes rows whose time has not come.
   */
  lease(request: {
    readonly job: string;
    readonly connection: string;
    readonly subjects: readonly string[] | null;
    readonly limit: number;
    readonly leaseMs: number;
    readonly token: string;
    readonly now: number;
    readonly includeNotDue?: boolean;
  }): Promise<readonly LeasedWork[]>;
  prolong(leased: readonly LeasedWork[], leaseMs: number): Promise<void>;
  /** @throws LeaseLostError when one of them is no longer ours. */
  assertHeld(leased: readonly LeasedWork[]): Promise<void>;
  /** Settles and frees; a row whose lease was lost is left alone and counted in the result. */
  settle(
    settlements: readonly { readonly work: LeasedWork; readonly outcome: WorkOutcome }[],
    now: number,
  ): Promise<{ readonly lost: number }>;
  get(ref: WorkRef): Promise<WorkRow | null>;
  /** All rows about a subject, whatever job and connection. */
  about(subject: string): Promise<readonly WorkRow[]>;
  parked(limit: number): Promise<readonly (WorkRow & { readonly id: string })[]>;
  byId(id: string): Promise<(WorkRow & { readonly id: string }) | null>;
  /** Un-parks with attempts set to zero: a person asked for it. */
  retry(ids: readonly string[]): Promise<number>;
  /** Gives a parked row up: `done` = `wanted`, with the reason kept. A later fact un-parks it. */
  drop(id: string): Promise<boolean>;
  counts(): Promise<readonly WorkCounts[]>;
  /** Dirty, open rows of one job of one connection: how many, up to `max`. */
  countDirty(job: string, connection: string, max: number): Promise<number>;
  dirtySubjects(
    job: string,
    connection: string,
    afterSubject: string | null,
    limit: number,
  ): Promise<readonly string[]>;
}
