import type { SystemLocation } from '#domain/stock.ts';

export interface Cursor {
  readonly cursor: string | null;
  /** Start of the last *complete* pass minus the declared index lag; null before the first (S6). */
  readonly horizonAt: number | null;
  readonly completedAt: number | null;
  /** Start of a pass that has recorded some pages and not its last; null between passes. */
  readonly passStartedAt: number | null;
}

export interface CursorRepository {
  get(connection: string, resource: string): Promise<Cursor>;
  /** Saves what is given and keeps the rest. A horizon never goes back. */
  save(connection: string, resource: string, change: Partial<Cursor>): Promise<void>;
}

/** Whether a connection works, and since when and why not. */
export interface ConnectionState {
  readonly connection: string;
  readonly paused: 'no' | 'by-operator' | 'unauthorized';
  readonly reason: string | null;
  readonly since: number | null;
  /** Moment of the first start: the default of `ordersFrom`. */
  readonly firstStartedAt: number;
  /** Fingerprint of the credentials that were refused; other ones un-pause. */
  readonly refusedCredentials: string | null;
}

export interface ConnectionRepository {
  /** Notes the first start once and returns the state. */
  ensure(connection: string, now: number): Promise<ConnectionState>;
  all(): Promise<readonly ConnectionState[]>;
  /** `false` when it already was so: one alert, not a thousand. */
  pause(
    connection: string,
    change: {
      readonly by: 'by-operator' | 'unauthorized';
      readonly reason: string;
      readonly now: number;
      readonly credentials?: string | undefined;
    },
  ): Promise<boolean>;
  resume(connection: string): Promise<boolean>;
  saveLocations(connection: string, locations: readonly SystemLocation[]): Promise<void>;
  locations(connection: string): Promise<readonly SystemLocation[]>;
}

/** Named leases of the process-wide timers (relay, janitor), by the database's own time where it has one. */
export interface LeaseRepository {
  /** Takes or prolongs; `false` when somebody else holds it. */
  acquire(name: string, holder: string, leaseMs: number): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}

/** Ours <-> theirs, unique both ways per kind and connection. `orders`: our reference <-> the target's id. */
export interface Link {
  readonly kind: string;
  readonly connection: string;
  readonly ours: string;
  readonly theirs: string;
  /** What people call it there, `S00042`. */
  readonly label: string | null;
}

export interface LinkRepository {
  /** Same pair again is fine. @throws when either side is linked to something else. */
  save(link: Link): Promise<void>;
  /** The same for many at once; a label that is there stays. */
  saveAll(links: readonly Link[]): Promise<void>;
  theirs(kind: string, connection: string, ours: readonly string[]): Promise<ReadonlyMap<string, Link>>;
  ours(kind: string, connection: string, theirs: readonly string[]): Promise<ReadonlyMap<string, Link>>;
}
