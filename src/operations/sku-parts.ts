import type { Availability } from '#reconcile/available.ts';

/** How one part limits a bundle, in the words of its own number. */
export interface PartExplanation {
  readonly sku: string;
  readonly perUnit: number;
  /** Null: nobody counts the part, so it limits nothing; the same for all that follows. */
  readonly onHand: number | null;
  /** Promised to orders of the part and of every bundle that takes it. */
  readonly promised: number | null;
  readonly buffer: number | null;
  readonly available: number | null;
  readonly makes: number | null;
}

/** Null for what is not made of parts. */
export function partsOf(availability: Availability | null): readonly PartExplanation[] | null {
  if (availability?.parts === undefined) return null;
  return availability.parts.map(({ sku, perUnit, availability: part }) => ({
    sku,
    perUnit,
    onHand: part?.onHand ?? null,
    promised: part === null ? null : part.lines.reduce((sum, { reserved }) => sum + reserved, 0),
    buffer: part?.buffer ?? null,
    available: part?.available ?? null,
    makes: part === null ? null : Math.floor(part.available / perUnit),
  }));
}
