import { fieldOf, type Node, parseDomain, satisfies, valueOf } from './domain.ts';
import { displayName, modelOf } from './env.ts';
import { valueError } from './errors.ts';
import type { Env, Field, Model } from './model.ts';
import { isVisible } from './access.ts';
import { type Json, type Row, isList, numberOf } from './values.ts';

export interface SearchOptions {
  readonly order?: string | undefined;
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

/** The records that a domain finds for this caller, in order. Archived ones stay hidden unless they are asked for. */
export function search(env: Env, modelName: string, domain: Json, options: SearchOptions = {}): Row[] {
  const model = modelOf(env, modelName);
  const asked = parseDomain(env, model, domain);
  const node = hidesArchived(env, model, asked)
    ? ({ kind: 'all', parts: [asked, activeOnly] } as const)
    : asked;
  const table = env.db.table(modelName);
  const found: Row[] = [];
  for (const id of candidates(env, model, node) ?? table.rows.keys()) {
    const row = table.rows.get(id);
    if (row !== undefined && satisfies(env, model, row, node) && isVisible(env, model, row)) found.push(row);
  }
  const sorted = sortRows(env, model, found, options.order ?? model.order);
  const offset = options.offset ?? 0;
  return options.limit === undefined || options.limit === 0
    ? sorted.slice(offset)
    : sorted.slice(offset, offset + options.limit);
}

const activeOnly: Node = { kind: 'leaf', path: ['active'], operator: '=', value: true };

function hidesArchived(env: Env, model: Model, node: Node): boolean {
  return (
    model.fields['active'] !== undefined && env.context['active_test'] !== false && !mentionsActive(node)
  );
}

function mentionsActive(node: Node): boolean {
  if (node.kind === 'leaf') return node.path[0] === 'active';
  if (node.kind === 'not') return mentionsActive(node.part);
  return node.kind !== 'constant' && node.parts.some(mentionsActive);
}

/** Ids that an index offers for a condition that must hold, so that a search need not look at every row. */
function candidates(env: Env, model: Model, node: Node): Iterable<number> | undefined {
  const leaves = node.kind === 'leaf' ? [node] : node.kind === 'all' ? node.parts : [];
  let throughRelation: Node | undefined;
  for (const part of leaves) {
    if (part.kind === 'all') {
      const inner = candidates(env, model, part);
      if (inner !== undefined) return inner;
    }
    if (part.kind !== 'leaf' || (part.operator !== '=' && part.operator !== 'in')) continue;
    const values = part.operator === 'in' && isList(part.value) ? part.value : [part.value];
    if (part.path.length > 1) throughRelation ??= part;
    else {
      const direct = indexed(env, model, part.path[0] ?? '', values);
      if (direct !== undefined) return direct;
    }
  }
  return throughRelation === undefined ? undefined : related(env, model, throughRelation);
}

function indexed(
  env: Env,
  model: Model,
  name: string,
  values: readonly Json[],
): Iterable<number> | undefined {
  if (values.some((value) => value === false || value === null || value === '')) return undefined;
  if (name === 'id') return new Set(values.map(numberOf));
  const table = env.db.table(model.name);
  const field = model.fields[name];
  if (
    !table.isIndexed(name) ||
    (field?.type === 'many2one' && values.some((value) => typeof value !== 'number'))
  ) {
    return undefined;
  }
  const ids = new Set<number>();
  for (const value of values) for (const id of table.lookup(name, value) ?? []) ids.add(id);
  return ids;
}

function related(env: Env, model: Model, leaf: Node): Iterable<number> | undefined {
  if (leaf.kind !== 'leaf') return undefined;
  const [name = '', ...rest] = leaf.path;
  const target = model.fields[name]?.relation;
  const table = env.db.table(model.name);
  if (target === undefined || !table.isIndexed(name)) return undefined;
  const everything: Env = { ...env, isSuperuser: true, context: { ...env.context, active_test: false } };
  const ids = new Set<number>();
  for (const row of search(everything, target, [[rest.join('.'), leaf.operator, leaf.value]], {
    order: 'id',
  })) {
    for (const id of table.lookup(name, row.id) ?? []) ids.add(id);
  }
  return ids;
}

function sortRows(env: Env, model: Model, rows: Row[], order: string): Row[] {
  const keys = order.split(',').map((part) => {
    const [name = 'id', direction = 'asc'] = part.trim().split(/\s+/u);
    const field = fieldOf(model, name);
    if (field === undefined) throw valueError(`Invalid field '${name}' on model '${model.name}'`);
    return { name, field, sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
  return rows.toSorted((a, b) => {
    for (const { name, field, sign } of keys) {
      const difference = compareValues(
        sortable(env, model, a, name, field),
        sortable(env, model, b, name, field),
      );
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
}

function sortable(env: Env, model: Model, row: Row, name: string, field: Field): Json {
  const value = valueOf(env, model, row, name);
  if (field.type !== 'many2one' || field.relation === undefined || typeof value !== 'number') return value;
  const target = modelOf(env, field.relation);
  const other = env.db.table(target.name).rows.get(value);
  return other === undefined ? false : displayName(env, target, other);
}

/** Unset values come last in ascending order, as in PostgreSQL. */
function compareValues(a: Json, b: Json): number {
  if (a === b) return 0;
  if (a === false || a === null) return typeof b === 'boolean' ? -1 : 1;
  if (b === false || b === null) return typeof a === 'boolean' ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return textual(a) < textual(b) ? -1 : 1;
}

const textual = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
