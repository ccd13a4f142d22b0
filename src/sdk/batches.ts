/**
 * What became of a batch that a vendor works off by itself. Accepted is not done: `running` is asked for again by its id,
 * and after `done` the records are read back.
 */
export type BatchOutcome =
  | { readonly state: 'running'; readonly id: string }
  | { readonly state: 'done'; readonly refused: readonly RefusedMember[] };

/** A member of a batch that the vendor did not take; the others it did. */
export interface RefusedMember {
  /** Its place in the batch as it was sent, from 0; null when the vendor does not say which it was. */
  readonly position: number | null;
  /** The vendor's words, without personal data. */
  readonly reason: string;
}
