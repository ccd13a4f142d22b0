/**
 * Whether a number of units that may be sold is to be told to whoever was told another: on the way to 0 and from it, every change
 * up to `lowStock` units, and the way out of that. Null: nothing was told yet, or what was told may not have arrived.
 */
export function isWorthTelling(told: number | null, available: number, lowStock: number): boolean {
  if (told === null) return true;
  if (told === available) return false;
  return told === 0 || available === 0 || Math.min(told, available) <= lowStock;
}
