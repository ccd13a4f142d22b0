import { suggestName } from './near-name.ts';
import type { Problem } from './problem.ts';

/** A problem when the name written at this path is none of those known; `what` says what it should name. */
export function findUnknownName(
  { path, written, what }: { readonly path: string; readonly written: string; readonly what: string },
  known: readonly string[],
): readonly Problem[] {
  if (known.includes(written)) return [];
  return [{ path, reason: `there is no ${what} "${written}"`, advice: suggestName(written, known) }];
}
