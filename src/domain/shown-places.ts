/** Why a channel gets no number at all for an item at a location. No number is not 0. */
export type NotShown = 'not-tracked' | 'location-deactivated' | 'not-stocked';

/** An item at one location, as the number that is shown depends on it. */
export interface PlaceState {
  /** False: nobody counts the item, so it never runs out. */
  readonly tracked: boolean;
  /** False: the location was given up, by the system that counts it or by the one that shows it. */
  readonly locationActive: boolean;
  /** False: the item is not kept there. */
  readonly stocked: boolean;
}

export function whyNotShown({ tracked, locationActive, stocked }: PlaceState): NotShown | null {
  if (!tracked) return 'not-tracked';
  if (!locationActive) return 'location-deactivated';
  return stocked ? null : 'not-stocked';
}

/**
 * The units of all locations, for a channel that shows one number for them. Deactivated locations and those without the
 * item count nothing. What is owed at one (a negative number) is taken from the others. Null when nothing is left to
 * add up, or when one that counts has not been read yet: missing is not zero.
 */
export function sumOverPlaces(
  places: readonly (PlaceState & { readonly available: number | null })[],
): number | null {
  let sum: number | null = null;
  for (const place of places) {
    if (whyNotShown(place) !== null) continue;
    if (place.available === null) return null;
    sum = (sum ?? 0) + place.available;
  }
  return sum;
}
