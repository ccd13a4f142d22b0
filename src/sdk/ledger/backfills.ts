import type { PersonKeys } from '../customers.ts';
import type { MarketingEvent } from '../marketing-events.ts';

/** What of a store's history is told. */
export type HistoryResource = 'orders' | 'customers';

/** The history of one store for one system, and how far it has got. Its name is all of the first five but the id. */
export interface BackfillRequest {
  /** The system that is told. */
  readonly connection: string;
  readonly store: string;
  readonly resource: HistoryResource;
  /** Epoch ms, half-open: placed, or last changed, at `from` or later and before `to`. */
  readonly from: number;
  readonly to: number;
}

export interface Backfill extends BackfillRequest {
  readonly id: string;
  /** `reading` the store, `sending` what is left, `done`. */
  readonly state: 'reading' | 'sending' | 'done';
  /** Of the store's reads; null: at the beginning. */
  readonly cursor: string | null;
  /** The store's stamps of the first and of the last record read; null: none yet. */
  readonly firstAt: number | null;
  readonly reachedAt: number | null;
  /** Orders or customers found within the dates, those that are through, and those that the system refused. */
  readonly found: number;
  readonly settled: number;
  readonly refused: number;
  /** Events that this backfill itself has sent. */
  readonly events: number;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly finishedAt: number | null;
}

/** One order or customer of a backfill. */
export interface BackfillItem {
  /** Our reference, `<store>:<id>`. */
  readonly reference: string;
  /** Who it is about; null where the events are null. */
  readonly person: PersonKeys | null;
  /** What is to be told of it; null: another job does so, and this only waits for it. */
  readonly events: readonly MarketingEvent[] | null;
}

export interface BackfillRepository {
  /** The one of this name, made if there is none. `again`: one that is done begins anew. */
  begin(
    request: BackfillRequest,
    by: { readonly requestedBy: string; readonly now: number; readonly again: boolean },
  ): Promise<Backfill>;
  get(id: string): Promise<Backfill | null>;
  /** Those that are not done, oldest first: of a store, or for the system that is told. */
  open(of: { readonly store: string } | { readonly connection: string }): Promise<readonly Backfill[]>;
  note(
    id: string,
    change: Partial<Pick<Backfill, 'state' | 'cursor' | 'firstAt' | 'reachedAt' | 'finishedAt'>>,
  ): Promise<void>;
  /** Adds what it does not have yet, sealed; one that is through is not begun again. @returns how many were new. */
  add(id: string, items: readonly BackfillItem[]): Promise<number>;
  /** Those of these references that it does not have. */
  missing(id: string, references: readonly string[]): Promise<readonly string[]>;
  /** What waits, by reference. */
  waiting(id: string, afterReference: string | null, limit: number): Promise<readonly BackfillItem[]>;
  /** What waits and has events of its own, by reference. */
  toTell(id: string, afterReference: string | null, limit: number): Promise<readonly BackfillItem[]>;
  countWaiting(id: string): Promise<number>;
  /** Another job tells of these from now on. */
  handOver(id: string, references: readonly string[]): Promise<void>;
  settle(id: string, references: readonly string[], outcome: 'done' | 'refused'): Promise<void>;
  /**
   * What another job tells of is through when nothing of it is wanted any more, and refused when it was parked: up to `limit`
   * of them. @returns how many, and whether any of the backfill are still under way.
   */
  settleTold(
    id: string,
    by: { readonly job: string; readonly connection: string },
    limit: number,
  ): Promise<{ readonly settled: number; readonly isLeft: boolean }>;
  countEvents(id: string, sent: number): Promise<void>;
  /** Deletes what was kept of one that is done. @returns how many rows. */
  clear(id: string, limit: number): Promise<number>;
}
