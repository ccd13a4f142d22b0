import type { LevelChange } from './books.ts';

/** Something that changed what is truly there, or what one store shows, of one SKU at one place. */
export type CellEvent =
  /** Units came or went without an order: a receipt, a count, a loss. */
  | { readonly kind: 'goods'; readonly atMs: number; readonly units: number }
  /** Units came or went by a sale of something else: of a bundle that takes this, or of what a bundle is made of. */
  | { readonly kind: 'shared'; readonly atMs: number; readonly units: number }
  | {
      readonly kind: LevelChange['cause'];
      readonly atMs: number;
      readonly store: string;
      readonly from: number;
      readonly to: number;
    };

export interface CellHistory {
  readonly sku: string;
  readonly warehouse: string;
  /** What was there, and what each store showed, before the first event. */
  readonly truthBefore: number;
  readonly levelsBefore: ReadonlyMap<string, number>;
  readonly events: readonly CellEvent[];
}
