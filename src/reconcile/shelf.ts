import { type Bundles, type PartAvailability, plainPartsOf } from '#domain/bundle.ts';

/** Units at hand at one moment, less what has been taken from them since. */
export interface Shelf {
  /** Units of the SKU that are still there; 0 when nobody knows, no limit when nobody counts it. */
  free(sku: string | null, location: string): number;
  /** Also below zero, for what is shipped although it is not there. */
  take(sku: string | null, location: string, quantity: number): void;
  /** Runs the attempt; takes everything back when it returns false. */
  attempt(run: () => boolean): boolean;
}

/** Bundles take their parts, so that two lines never get the same unit. */
export function createShelf(
  atHand: (sku: string, location: string) => PartAvailability,
  bundles: Bundles,
): Shelf {
  let taken = new Map<string, number>();
  const keyOf = (sku: string, location: string): string => JSON.stringify([location, sku]);
  return {
    free(sku, location) {
      if (sku === null) return 0;
      let least = Infinity;
      for (const [part, each] of plainPartsOf(sku, bundles)) {
        const there = atHand(part, location);
        if (there === 'untracked') continue;
        const left = (there ?? 0) - (taken.get(keyOf(part, location)) ?? 0);
        least = Math.min(least, Math.floor(Math.max(0, left) / each));
      }
      return least;
    },
    take(sku, location, quantity) {
      if (sku === null) return;
      for (const [part, each] of plainPartsOf(sku, bundles)) {
        const key = keyOf(part, location);
        taken.set(key, (taken.get(key) ?? 0) + quantity * each);
      }
    },
    attempt(run) {
      const before = new Map(taken);
      if (run()) return true;
      taken = before;
      return false;
    },
  };
}
