import type { SegmentRule } from '#domain/segment.ts';

/** The merchant's groups of customers. */
export interface SegmentSetting {
  /** Those of the configuration, and the ready-made ones that a connection is told of. */
  readonly rules: ReadonlyMap<string, SegmentRule>;
  /** The SKUs that a rule asks for. */
  readonly skus: ReadonlySet<string>;
  /** Another one means other rules: everybody is looked at anew. */
  readonly fingerprint: string;
  /** How often it is looked whose membership the time that passed has changed. */
  readonly everyMs: number;
}

/** Where the members of a segment are shown. At least one of the two. */
export interface SegmentDestination {
  /** The target's own id of a list that holds nobody else. */
  readonly list: string | null;
  /** The profile names the segments that it is in. */
  readonly property: boolean;
}

/** Which numbers of stock a system is told. */
export interface StockSignalSetting {
  /** Up to so many units every change is told; above, only the way out of 0 and of this. */
  readonly lowStock: number;
  /** Changes of one item within this time are told as one. */
  readonly gatherMs: number;
}
