import { fieldOf } from './domain.ts';
import { modelOf } from './env.ts';
import { keyError, valueError } from './errors.ts';
import type { Env, Model } from './model.ts';
import { type Json, isTruthy } from './values.ts';

/** A record cut out of the cells of `load`: a cell per plain field, sub-records per relation. */
export interface LoadedRecord {
  readonly cells: ReadonlyMap<string, Json | readonly LoadedRecord[]>;
  readonly from: number;
  readonly to: number;
}

type Path = readonly string[];

/** Names under which a cell refers to a record instead of describing it. */
const references = new Set(['id', '.id']);

/**
 * Cuts rows into records. A row whose only filled cells belong to one2many columns continues the record above it.
 *
 * @throws {OdooError} for a column that the model does not have: the whole call fails, not one row.
 */
export function cutRecords(
  env: Env,
  modelName: string,
  paths: readonly Path[],
  rows: readonly (readonly Json[])[],
): LoadedRecord[] {
  const model = modelOf(env, modelName);
  checkColumns(env, model, paths);
  const childColumns = paths.flatMap((path, index) => (typeOf(model, path) === 'one2many' ? [index] : []));
  const ownColumns = paths.flatMap((_, index) => (childColumns.includes(index) ? [] : [index]));
  const continues = (row: readonly Json[]): boolean =>
    childColumns.some((index) => isTruthy(row[index])) && !ownColumns.some((index) => isTruthy(row[index]));

  const records: LoadedRecord[] = [];
  for (let from = 0; from < rows.length;) {
    let to = from + 1;
    while (to < rows.length && continues(rows[to] ?? [])) to += 1;
    records.push(cutOne(env, model, paths, rows.slice(from, to), from));
    from = to;
  }
  return records;
}

function cutOne(
  env: Env,
  model: Model,
  paths: readonly Path[],
  rows: readonly (readonly Json[])[],
  from: number,
): LoadedRecord {
  const cells = new Map<string, Json | readonly LoadedRecord[]>();
  const relations = new Set<string>();
  for (const [index, path] of paths.entries()) {
    const [name = ''] = path;
    if (path.length === 1) cells.set(name, rows[0]?.[index] ?? '');
    else relations.add(name);
  }
  for (const name of [...relations].toSorted()) {
    const columns = paths.flatMap((path, index) => (path[0] === name && path.length > 1 ? [index] : []));
    const inner = columns.map((index) => (paths[index] ?? []).slice(1));
    const filled = rows
      .map((row) => columns.map((index) => row[index] ?? ''))
      .filter((row) => row.some((cell) => isTruthy(cell)));
    cells.set(name, cutRecords(env, model.fields[name]?.relation ?? '', inner, filled));
  }
  return { cells, from, to: from + rows.length - 1 };
}

function typeOf(model: Model, path: Path): string | undefined {
  return model.fields[path[0] ?? '']?.type;
}

function checkColumns(env: Env, model: Model, paths: readonly Path[]): void {
  for (const [name = ''] of paths) {
    if (references.has(name) || fieldOf(model, name) !== undefined) continue;
    throw env.version === 17 ? keyError(name) : valueError(`Invalid field name '${name}'`);
  }
}
