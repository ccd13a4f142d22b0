/** One intended change of a held publication. */
export interface BrakedChange {
  readonly subject: string;
  readonly sku: string;
  readonly from: number;
  readonly to: number;
}

export interface Brake {
  readonly hash: string;
  readonly connection: string;
  readonly state: 'held' | 'approved' | 'replaced';
  readonly trippedAt: number;
  readonly decidedAt: number | null;
  readonly decidedBy: string | null;
  readonly changes: readonly BrakedChange[];
  /** How many SKUs the channel has, and why it tripped. */
  readonly cellCount: number;
  readonly reason: string;
}

export interface BrakeRepository {
  /** Holds this change set; an older one of the connection that is still held is replaced. */
  hold(brake: Omit<Brake, 'state' | 'decidedAt' | 'decidedBy'>): Promise<void>;
  held(connection: string): Promise<Brake | null>;
  all(): Promise<readonly Brake[]>;
  get(hash: string): Promise<Brake | null>;
  /** `false`: no held change set has this hash. */
  approve(hash: string, by: string, now: number): Promise<boolean>;
  /** Targets that a person approved and that were not yet published, by subject. */
  approvedTargets(connection: string): Promise<ReadonlyMap<string, number>>;
  /** An approved target is spent once it was published. */
  spend(connection: string, subjects: readonly string[]): Promise<void>;
  /** Counts a published drastic change in the rolling window. */
  noteDrastic(connection: string, subjects: readonly string[], now: number): Promise<void>;
  /** Distinct subjects with a drastic change since this time. */
  countDrastic(connection: string, since: number): Promise<number>;
}
