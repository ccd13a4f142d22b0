/** A name must be this close to be suggested: one slip for every three letters. */
const LETTERS_PER_SLIP = 3;

/** The known name that was probably meant, or null when none is close. */
export function nearestName(written: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(written.length / LETTERS_PER_SLIP)) + 1;
  for (const name of known) {
    const distance = distanceBetween(written.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** "did you mean x?" or the list of what there is. */
export function suggestName(written: string, known: readonly string[]): string {
  const near = nearestName(written, known);
  if (near !== null) return `did you mean "${near}"?`;
  return known.length === 0 ? 'there is none' : `known are: ${known.toSorted().join(', ')}`;
}

/** Levenshtein: insertions, removals and replacements between two words. */
function distanceBetween(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let at = 0; at < left.length; at += 1) {
    const next = [at + 1];
    for (let other = 0; other < right.length; other += 1) {
      const replaced = (row[other] ?? 0) + (left[at] === right[other] ? 0 : 1);
      next.push(Math.min(replaced, (row[other + 1] ?? 0) + 1, (next[other] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
