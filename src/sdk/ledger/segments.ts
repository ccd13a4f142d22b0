import type { CustomerRef } from './customers.ts';

/** What a tool shows of a member of a segment at one place. `unknown`: a write may have landed late, whatever it said. */
export type ToldState = 'there' | 'absent' | 'unknown';

/** Somebody whom a tool does not show as the ledger has them. */
export interface SegmentDifference {
  /** The customer's, `<store>:<customer id>`. */
  readonly reference: string;
  readonly isMember: boolean;
  /** Null: the tool was never told of them. */
  readonly told: ToldState | null;
}

/** What a tool was told of somebody at one place, and when. */
export interface ToldMember {
  readonly reference: string;
  readonly state: ToldState;
  readonly changedAt: number;
}

export interface SegmentSize {
  readonly segment: string;
  /** The store. */
  readonly connection: string;
  readonly count: number;
}

export interface SegmentRepository {
  /**
   * Notes what the rules say of a customer now.
   *
   * @returns the segments that they came into or left.
   */
  save(
    customer: CustomerRef,
    judged: { readonly segments: readonly string[]; readonly changesAt: number | null },
    now: number,
  ): Promise<readonly string[]>;
  /** Ids of customers of a store whom the time that passed may have moved, the longest overdue first. */
  due(connection: string, now: number, limit: number): Promise<readonly string[]>;
  sizes(): Promise<readonly SegmentSize[]>;
  /** References of members, those who came last first. */
  newest(segment: string, limit: number): Promise<readonly string[]>;
  /** In order of reference. `place`: where the tool shows the segment (`placeOf`). Customers of other stores than these are no members for the tool. */
  differences(
    tool: {
      readonly connection: string;
      readonly segment: string;
      readonly place: string;
      readonly stores: readonly string[];
    },
    afterReference: string | null,
    limit: number,
  ): Promise<readonly SegmentDifference[]>;
  /** @param state what the tool shows of these from now on. */
  noteTold(
    tool: { readonly connection: string; readonly place: string },
    references: readonly string[],
    state: ToldState,
    now: number,
  ): Promise<void>;
  /** All that a tool was told of at one place, in order of reference. */
  told(
    tool: { readonly connection: string; readonly place: string },
    afterReference: string | null,
    limit: number,
  ): Promise<readonly ToldMember[]>;
  /** Whether a tool was ever told of anybody. */
  wasTold(connection: string): Promise<boolean>;
  /** What a tool was told of this customer, by place. */
  toldOf(connection: string, reference: string): Promise<ReadonlyMap<string, ToldState>>;
}

/** How far a tool was told of an item's stock. */
export interface SignalState {
  /** The number that it surely has; null: not known. */
  readonly told: number | null;
  /** Its batch that says another one, and the item's place there. */
  readonly batch: { readonly id: string; readonly position: number; readonly sent: number } | null;
}

export interface StockSignalRepository {
  /** Items that it was never told of are left out. */
  get(connection: string, skus: readonly string[]): Promise<ReadonlyMap<string, SignalState>>;
  save(connection: string, sku: string, state: SignalState, now: number): Promise<void>;
}
