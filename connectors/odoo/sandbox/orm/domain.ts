import { displayName, modelOf, rowsWhere } from './env.ts';
import { OdooError, typeError, valueError } from './errors.ts';
import { type Env, type Field, magicFields, type Model } from './model.ts';
import { comparisons, compares } from './operators.ts';
import { type Json, type Row, isList, idsOf, numberOf, pythonText, textOf } from './values.ts';

export type Node =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Node[] }
  | { readonly kind: 'not'; readonly part: Node }
  | { readonly kind: 'constant'; readonly holds: boolean }
  | {
      readonly kind: 'leaf';
      readonly path: readonly string[];
      readonly operator: string;
      readonly value: Json;
    };

/** Reads a domain in Polish notation. @throws {OdooError} for what is not one, worded as the version words it. */
export function parseDomain(env: Env, model: Model, domain: Json): Node {
  if (!isList(domain)) {
    if (domain === false || domain === null) return { kind: 'all', parts: [] };
    throw env.version >= 19
      ? typeError(`Domain() invalid argument type for domain: ${pythonText(domain)}`)
      : new OdooError(
          'builtins.AssertionError',
          500,
          "Domains to normalize must have a 'domain' form: a list or tuple of domain components",
        );
  }
  let position = 0;
  const next = (): Node => {
    const item = domain[position];
    position += 1;
    if (item === undefined) throw valueError(`Domain ${pythonText(domain)} is malformed`);
    if (item === '&' || item === '|') return { kind: item === '&' ? 'all' : 'any', parts: [next(), next()] };
    if (item === '!') return { kind: 'not', part: next() };
    return parseLeaf(env, model, item);
  };
  const parts: Node[] = [];
  while (position < domain.length) parts.push(next());
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'all', parts };
}

function parseLeaf(env: Env, model: Model, item: Json): Node {
  const [left, operator, value] = isList(item) ? item : [];
  const modern = env.version >= 19;
  const shown = isList(item) ? `(${item.map(pythonText).join(', ')})` : pythonText(item);
  if (typeof operator !== 'string' || value === undefined) throw valueError(`Invalid leaf ${shown}`);
  if (left === 1 && operator === '=') return { kind: 'constant', holds: value === 1 };
  if (left === 0 && operator === '=') return { kind: 'constant', holds: value === 0 };
  const path = textOf(left).split('.');
  let current: Model | undefined = model;
  for (const name of path) {
    const field: Field | undefined = current === undefined ? undefined : fieldOf(current, name);
    if (field === undefined) {
      const words = modern ? 'in condition' : 'in leaf';
      throw valueError(`Invalid field ${current?.name ?? model.name}.${name} ${words} ${shown}`);
    }
    current = field.relation === undefined ? undefined : env.registry.get(field.relation);
  }
  if (!comparisons.has(operator) && operator !== 'child_of' && operator !== 'parent_of') {
    throw valueError(modern ? `Invalid operator in condition ${shown}` : `Invalid leaf ${shown}`);
  }
  return { kind: 'leaf', path, operator, value };
}

export function fieldOf(model: Model, name: string): Field | undefined {
  return model.fields[name] ?? magicFields[name] ?? (name === 'display_name' ? displayField : undefined);
}

const displayField: Field = { type: 'char', label: 'Display Name', readonly: true };

export function valueOf(env: Env, model: Model, row: Row, name: string): Json {
  if (name === 'display_name') return displayName(env, model, row);
  const field = model.fields[name];
  if (field?.compute !== undefined) return field.compute(env, row);
  if (field?.type === 'one2many' && field.relation !== undefined && field.inverse !== undefined) {
    return rowsWhere(env, field.relation, field.inverse, row.id).map((child) => child.id);
  }
  return row[name] ?? false;
}

export function satisfies(env: Env, model: Model, row: Row, node: Node): boolean {
  switch (node.kind) {
    case 'all':
      return node.parts.every((part) => satisfies(env, model, row, part));
    case 'any':
      return node.parts.some((part) => satisfies(env, model, row, part));
    case 'not':
      return !satisfies(env, model, row, node.part);
    case 'constant':
      return node.holds;
    case 'leaf':
      return leafHolds(env, model, row, node.path, node.operator, node.value);
  }
}

function leafHolds(
  env: Env,
  model: Model,
  row: Row,
  path: readonly string[],
  operator: string,
  value: Json,
): boolean {
  const [name = 'id', ...rest] = path;
  const field = fieldOf(model, name) ?? displayField;
  const stored = valueOf(env, model, row, name);
  if (rest.length > 0 && field.relation !== undefined) {
    const target = modelOf(env, field.relation);
    const table = env.db.table(target.name);
    const ids = isList(stored) ? idsOf(stored) : [numberOf(stored)];
    return ids.some((id) => {
      const related = table.rows.get(id);
      return related !== undefined && leafHolds(env, target, related, rest, operator, value);
    });
  }
  if (operator === 'child_of') return isUnder(env, field.relation ?? model.name, stored, value);
  if (operator === 'parent_of') return isList(value) ? value.includes(stored) : value === stored;
  if (field.relation !== undefined) return relationHolds(env, field, stored, operator, value);
  return compares(env.version, field, stored, operator, value);
}

function relationHolds(env: Env, field: Field, stored: Json, operator: string, value: Json): boolean {
  const ids = isList(stored) ? idsOf(stored) : [stored];
  const byName = typeof value === 'string' || operator.includes('like');
  const negative = operator === '!=' || operator === '<>' || operator.startsWith('not ');
  const positive = negative ? (operator.startsWith('not ') ? operator.slice(4) : '=') : operator;
  const found =
    ids.length === 0
      ? compares(env.version, { ...field, type: 'integer' }, false, positive, value)
      : ids.some((id) =>
          compares(
            env.version,
            { ...field, type: byName ? 'char' : 'integer' },
            byName ? nameOf(env, field, id) : id,
            positive,
            value,
          ),
        );
  return negative ? !found : found;
}

function nameOf(env: Env, field: Field, id: Json): Json {
  const target = modelOf(env, field.relation ?? '');
  const row = env.db.table(target.name).rows.get(numberOf(id));
  return row === undefined ? false : displayName(env, target, row);
}

/** Whether a record, or one above it by `parent_id` or `location_id`, is among the wanted ones. */
function isUnder(env: Env, model: string, stored: Json, value: Json): boolean {
  const wanted = new Set(isList(value) ? value : [value]);
  const parentField = model === 'stock.location' ? 'location_id' : 'parent_id';
  for (const start of isList(stored) ? stored : [stored]) {
    let current: Json = start;
    for (let depth = 0; depth < 50 && typeof current === 'number' && current !== 0; depth += 1) {
      if (wanted.has(current)) return true;
      current = env.db.table(model).rows.get(current)?.[parentField] ?? false;
    }
  }
  return false;
}
