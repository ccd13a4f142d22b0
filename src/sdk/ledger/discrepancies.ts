export interface Discrepancy {
  readonly id: string;
  /** `stock-drift`, `order-missing`, `order-amount`, `not-amendable`, `duplicate-order` ... */
  readonly type: string;
  readonly connection: string;
  readonly subject: string;
  readonly detail: string;
  /** Size of the difference: units or minor money units; null when it has none. */
  readonly amount: number | null;
  readonly currency: string | null;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly state: 'open' | 'repaired' | 'accepted';
  /** What a person can do. */
  readonly suggestion: string;
}

export interface DiscrepancyRepository {
  /**
   * Opens it, or renews the open one of this type, connection and subject. True when it is new. One that a person has accepted
   * stays accepted for as long as its detail is the same.
   */
  open(
    discrepancy: Omit<Discrepancy, 'id' | 'openedAt' | 'closedAt' | 'state'>,
    now: number,
  ): Promise<boolean>;
  close(
    type: string,
    connection: string,
    subject: string,
    state: 'repaired' | 'accepted',
    now: number,
  ): Promise<boolean>;
  /** All of this type are repaired. */
  closeAll(type: string, connection: string, now: number): Promise<void>;
  /** A person leaves it as it is. The one that was accepted; null: nothing open has this id. */
  accept(id: string, now: number): Promise<Discrepancy | null>;
  /** Those of these subjects that are not open: repaired, accepted, or never told of. */
  notOpen(type: string, connection: string, subjects: readonly string[]): Promise<readonly string[]>;
  /** Whether any of this type is open. */
  hasOpen(type: string, connection: string): Promise<boolean>;
  list(filter: {
    readonly state?: Discrepancy['state'];
    readonly limit: number;
  }): Promise<readonly Discrepancy[]>;
  about(subject: string): Promise<readonly Discrepancy[]>;
  counts(): Promise<
    readonly { readonly type: string; readonly state: Discrepancy['state']; readonly count: number }[]
  >;
  prune(before: number, limit: number): Promise<number>;
}
