import type { PlantedBug } from './planted-bug.ts';

/**
 * The text of one file with a bug's edits in it, one after the other.
 *
 * @throws {Error} a text to replace is not there, or is there more than once: the shipped code has moved on, and the bug
 * would silently be no bug any more.
 */
export function applyEdits(bug: PlantedBug, file: string, text: string): string {
  let edited = text;
  for (const { from, to } of bug.edits.filter((edit) => edit.file === file)) {
    const count = edited.split(from).length - 1;
    if (count !== 1) {
      throw new Error(
        `planted bug ${bug.id} is stale: its text occurs ${count} times in ${file}, not once: ${from}`,
      );
    }
    // A function, because `$` in the replacement would mean something.
    edited = edited.replace(from, () => to);
  }
  return edited;
}
