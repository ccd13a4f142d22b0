import { formatDatetime, MICROS_PER_SECOND } from './datetimes.ts';
import { fieldOf, valueOf } from './domain.ts';
import { displayName, modelOf } from './env.ts';
import { valueError } from './errors.ts';
import type { Env, MethodCall, Model } from './model.ts';
import { search } from './search.ts';
import { type Json, type JsonObject, type Row, type Values, isList, numberOf, textOf } from './values.ts';

const DAY_MICROS = 86_400 * MICROS_PER_SECOND;

/** Sums and counts by one field, in the shape of `read_group`. Datetimes group by day, whatever is asked for. */
export function readGroups({ env, model, args }: MethodCall): JsonObject[] {
  const [groupBy = ''] = isList(args['groupby']) ? args['groupby'].map(textOf) : [textOf(args['groupby'])];
  const [name = ''] = groupBy.split(':');
  if (fieldOf(model, name) === undefined)
    throw valueError(`Invalid field '${name}' on model '${model.name}'`);
  const rows = search(env, model.name, args['domain'] ?? []);
  const groups = Map.groupBy(rows, (row) => keyOf(env, model, row, name));
  const aggregates = isList(args['fields']) ? args['fields'].map(textOf) : [];
  return [...groups].map(([key, members]) => ({
    [groupBy]: shownKey(env, model, name, key),
    [`${name}_count`]: members.length,
    ...aggregate(env, model, members, aggregates),
    __domain: joined(env, isList(args['domain']) ? args['domain'] : [], keyDomain(model, name, key)),
    ...rangeOf(model, groupBy, key),
  }));
}

function keyOf(env: Env, model: Model, row: Row, name: string): Json {
  const value = valueOf(env, model, row, name);
  const type = fieldOf(model, name)?.type;
  return type === 'datetime' || type === 'date'
    ? Math.floor(numberOf(value) / DAY_MICROS) * DAY_MICROS
    : value;
}

function shownKey(env: Env, model: Model, name: string, key: Json): Json {
  const field = fieldOf(model, name);
  if (field?.type === 'many2one' && typeof key === 'number') {
    const target = modelOf(env, field.relation ?? '');
    const row = env.db.table(target.name).rows.get(key);
    return row === undefined ? false : [key, displayName(env, target, row)];
  }
  if (field?.type !== 'datetime' && field?.type !== 'date') return key;
  return new Intl.DateTimeFormat('en-GB', {
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(numberOf(key) / 1000));
}

function keyDomain(model: Model, name: string, key: Json): Json[] {
  const type = fieldOf(model, name)?.type;
  if (type !== 'datetime' && type !== 'date') return [[name, '=', key]];
  return [
    '&',
    [name, '>=', formatDatetime(numberOf(key))],
    [name, '<', formatDatetime(numberOf(key) + DAY_MICROS)],
  ];
}

/** 19 writes one flat conjunction where 17 and 18 nest two. */
function joined(env: Env, asked: readonly Json[], key: readonly Json[]): readonly Json[] {
  if (asked.length === 0) return key;
  return env.version >= 19 && key[0] === '&'
    ? ['&', '&', ...asked, ...key.slice(1)]
    : ['&', ...asked, ...key];
}

function rangeOf(model: Model, groupBy: string, key: Json): Values {
  const type = fieldOf(model, groupBy.split(':')[0] ?? '')?.type;
  if (type !== 'datetime' && type !== 'date') return {};
  const day = { from: formatDatetime(numberOf(key)), to: formatDatetime(numberOf(key) + DAY_MICROS) };
  return { __range: { [groupBy]: day } };
}

function aggregate(env: Env, model: Model, rows: readonly Row[], wanted: readonly string[]): Values {
  const totals: Values = {};
  for (const item of wanted) {
    const [name = '', how = 'sum'] = item.split(':');
    const type = fieldOf(model, name)?.type;
    if (how === 'count') totals[name] = rows.length;
    else if (type === 'float' || type === 'monetary' || type === 'integer') {
      totals[name] = rows.reduce((sum, row) => sum + numberOf(valueOf(env, model, row, name)), 0);
    }
  }
  return totals;
}
