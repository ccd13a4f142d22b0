/** `INVENTORY_OUT_OF_STOCK` as the admin shows it. */
export function displayOf(reason: string): string {
  const words = reason.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
