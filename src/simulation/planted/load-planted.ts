import { type LoadHookSync, registerHooks, type ResolveHookSync } from 'node:module';
import { applyEdits } from './apply-edits.ts';
import type { PlantedBug } from './planted-bug.ts';
import { projectFileOf, projectImportsOf, projectUrlOf, readProjectFile } from './project-imports.ts';

const MARK = '?planted=';

interface Planting {
  readonly bug: PlantedBug;
  /** Whether a file is edited or loads, by whatever detour, one that is. */
  readonly isAffected: (file: string) => boolean;
}

const plantings = new Map<string, Planting>();
let isHooked = false;

/**
 * Loads a module graph with one bug in it, in this process. The edited files and all that load them are fresh copies under
 * `?planted=<id>`; all others are the ones that everybody shares, so that a class of error stays one class. Without a bug
 * it is a plain import.
 *
 * @param entry Address of the module, such as `import.meta.resolve('#simulation/world.ts')`. It must reach the edited
 *   files by itself: two entries would be two graphs that share their copies, but what is handed in from outside is not copied.
 * @throws {Error} the bug is stale, or the entry loads none of the edited files.
 */
export async function importPlanted<Module>(bug: PlantedBug | null, entry: string): Promise<Module> {
  if (bug === null) return (await import(entry)) as Module;
  const file = projectFileOf(entry);
  if (file === undefined) throw new Error(`${entry} is no module of the project`);
  const { isAffected } = plant(bug);
  if (!isAffected(file)) throw new Error(`planted bug ${bug.id} edits nothing that ${file} loads`);
  return (await import(`${projectUrlOf(file)}${MARK}${bug.id}`)) as Module;
}

/** The files that importing this entry with this bug loads a second time; for those who want to know what is shared. */
export function findAffected(bug: PlantedBug, entry: string): readonly string[] {
  const { isAffected } = toPlanting(bug);
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    projectImportsOf(file).forEach(visit);
  };
  visit(projectFileOf(entry) ?? entry);
  return [...seen].filter(isAffected);
}

function plant(bug: PlantedBug): Planting {
  const known = plantings.get(bug.id);
  if (known !== undefined && known.bug !== bug) throw new Error(`two planted bugs are called ${bug.id}`);
  if (known !== undefined) return known;
  // A stale bug is told here, by its name, and not as a failed import somewhere below.
  for (const file of new Set(bug.edits.map((edit) => edit.file)))
    applyEdits(bug, file, readProjectFile(file));
  const planting = toPlanting(bug);
  plantings.set(bug.id, planting);
  if (!isHooked) registerHooks({ resolve, load });
  isHooked = true;
  return planting;
}

function toPlanting(bug: PlantedBug): Planting {
  const known = new Map(bug.edits.map(({ file }) => [file, true]));
  const isAffected = (file: string): boolean => {
    const answer = known.get(file);
    if (answer !== undefined) return answer;
    // Before its imports are asked: should two files ever load each other, the search still ends.
    known.set(file, false);
    const found = projectImportsOf(file).map(isAffected).includes(true);
    known.set(file, found);
    return found;
  };
  return { bug, isAffected };
}

const resolve: ResolveHookSync = (specifier, context, nextResolve) => {
  const found = nextResolve(specifier, context);
  const planting = plantingOf(context.parentURL);
  const file = planting === undefined ? undefined : projectFileOf(found.url);
  if (planting === undefined || file === undefined || !planting.isAffected(file)) return found;
  return { ...found, url: `${projectUrlOf(file)}${MARK}${planting.bug.id}` };
};

const load: LoadHookSync = (url, context, nextLoad) => {
  const planting = plantingOf(url);
  const file = planting === undefined ? undefined : projectFileOf(url);
  if (planting === undefined || file === undefined) return nextLoad(url, context);
  const source = applyEdits(planting.bug, file, readProjectFile(file));
  return { format: 'module-typescript', source, shortCircuit: true };
};

function plantingOf(url: string | undefined): Planting | undefined {
  const at = url?.indexOf(MARK) ?? -1;
  return url === undefined || at === -1 ? undefined : plantings.get(url.slice(at + MARK.length));
}
