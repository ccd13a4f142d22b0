import { formatDate, formatDatetime } from './datetimes.ts';
import { fieldOf, valueOf } from './domain.ts';
import { displayName, modelOf } from './env.ts';
import { valueError } from './errors.ts';
import { type Env, type Field, magicFields, type Model } from './model.ts';
import { search } from './search.ts';
import { type Json, type JsonObject, type Row, isList, numberOf } from './values.ts';

/** The rows as a client sees them: names beside many2one ids, times in whole seconds. */
export function readRows(
  env: Env,
  model: Model,
  rows: readonly Row[],
  names: readonly string[],
): JsonObject[] {
  const wanted = names.length > 0 ? names : defaultFields(model);
  const fields = wanted.map((name) => {
    const field = fieldOf(model, name);
    if (field === undefined) {
      const where = env.version >= 19 ? `on '${model.name}'` : `on model '${model.name}'`;
      throw valueError(`Invalid field '${name}' ${where}`);
    }
    return [name, field] as const;
  });
  return rows.map((row) => {
    const seen: Record<string, Json> = { id: row.id };
    for (const [name, field] of fields) seen[name] = present(env, field, valueOf(env, model, row, name));
    return seen;
  });
}

function defaultFields(model: Model): string[] {
  const own = Object.entries(model.fields).filter(([, field]) => field.isInternal !== true);
  return ['id', ...own.map(([name]) => name), ...Object.keys(magicFields)];
}

function present(env: Env, field: Field, value: Json): Json {
  switch (field.type) {
    case 'datetime':
      return typeof value === 'number' ? formatDatetime(value) : false;
    case 'date':
      return typeof value === 'number' ? formatDate(value) : false;
    case 'many2one':
      return presentReference(env, field, value);
    case 'one2many':
      return presentChildren(env, field, value);
    default:
      return value;
  }
}

function presentReference(env: Env, field: Field, value: Json): Json {
  const target = modelOf(env, field.relation ?? '');
  const row = env.db.table(target.name).rows.get(numberOf(value));
  return row === undefined ? false : [row.id, displayName(env, target, row)];
}

/** Children come in their own model's order, and archived ones are left out. */
function presentChildren(env: Env, field: Field, value: Json): Json {
  if (!isList(value) || value.length < 1) return [];
  return search({ ...env, isSuperuser: true }, field.relation ?? '', [['id', 'in', value]]).map(
    (row) => row.id,
  );
}

/** The model's description of itself, cut to the attributes asked for. */
export function describeFields(
  model: Model,
  names: readonly string[],
  attributes: readonly string[],
): Record<string, JsonObject> {
  const all: Record<string, Field> = { ...magicFields, ...model.fields };
  all['display_name'] = { type: 'char', label: 'Display Name', readonly: true, compute: () => false };
  const described: Record<string, JsonObject> = {};
  for (const [name, field] of Object.entries(all)) {
    if (field.isInternal === true || (names.length > 0 && !names.includes(name))) continue;
    const whole: Record<string, Json> = {
      type: field.type,
      string: field.label,
      readonly: field.readonly === true || field.compute !== undefined,
      required: field.required === true,
      store: field.compute === undefined,
      searchable: true,
      sortable: field.type !== 'one2many',
      ...(field.relation === undefined ? {} : { relation: field.relation }),
      ...(field.inverse === undefined ? {} : { relation_field: field.inverse }),
      ...(field.selection === undefined
        ? {}
        : { selection: field.selection.map(([key, label]) => [key, label]) }),
      name,
    };
    described[name] =
      attributes.length === 0
        ? whole
        : Object.fromEntries(Object.entries(whole).filter(([key]) => attributes.includes(key)));
  }
  return described;
}
