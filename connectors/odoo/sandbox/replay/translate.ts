import { fieldOf } from '#connectors/odoo/sandbox/orm/domain.ts';
import type { Field, Model, Registry } from '#connectors/odoo/sandbox/orm/model.ts';
import { type Json, type JsonObject, isList, isObject, textOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { type Exchange, paramsOf } from './exchange.ts';
import type { Mapping } from './mapping.ts';

export interface Translator {
  readonly registry: Registry;
  readonly mapping: Mapping;
}

const contextModels: Readonly<Record<string, string>> = {
  warehouse: 'stock.warehouse',
  warehouse_id: 'stock.warehouse',
  location: 'stock.location',
  button_validate_picking_ids: 'stock.picking',
  picking_ids_not_to_backorder: 'stock.picking',
  default_pick_ids: 'stock.picking',
};
const domainMethods = new Set(['search', 'search_read', 'search_count', 'read_group']);
const plainMethods = new Set(['create', 'fields_get', 'load', ...domainMethods]);

/** The recorded request with the sandbox's own ids and times in it. */
export function translateRequest(
  translator: Translator,
  exchange: Exchange,
  secret: string,
  uid: number,
): JsonObject {
  const model = translator.registry.get(exchange.model);
  if (exchange.path !== '/jsonrpc') {
    return model === undefined
      ? exchange.body
      : translateNamed(translator, model, exchange.call, exchange.body);
  }
  const args = paramsOf(exchange.body);
  const params = isObject(exchange.body['params']) ? exchange.body['params'] : {};
  const replaced = args.map((arg) => (arg === '<password>' ? secret : arg));
  if (params['service'] !== 'object') return { ...exchange.body, params: { ...params, args: replaced } };
  const [database = '', , , name = '', method = '', positional = [], named = {}] = replaced;
  const call = [
    database,
    uid,
    secret,
    name,
    method,
    model === undefined ? positional : translatePositional(translator, model, textOf(method), positional),
    model === undefined
      ? named
      : translateNamed(translator, model, textOf(method), isObject(named) ? named : {}),
  ];
  return { ...exchange.body, params: { ...params, args: call } };
}

function translatePositional(translator: Translator, model: Model, method: string, given: Json): Json {
  if (!isList(given)) return given;
  const [first = null, second = null, ...rest] = given;
  if (method === 'load') return [first, translateCells(translator, model, first, second), ...rest];
  if (domainMethods.has(method))
    return given.length === 0 ? given : [translateDomain(translator, model, first), ...given.slice(1)];
  if (method === 'create') return [translateValuesList(translator, model, first), ...given.slice(1)];
  if (plainMethods.has(method) || given.length === 0) return given;
  const ids = translateIds(translator, model.name, first);
  return method === 'write' && given.length > 1
    ? [ids, translateValues(translator, model, second), ...rest]
    : [ids, ...given.slice(1)];
}

function translateNamed(translator: Translator, model: Model, method: string, named: JsonObject): JsonObject {
  const result: Record<string, Json> = {};
  for (const [key, value] of Object.entries(named)) {
    if (key === 'ids') result[key] = translateIds(translator, model.name, value);
    else if (key === 'domain') result[key] = translateDomain(translator, model, value);
    else if (key === 'vals' || key === 'values') result[key] = translateValues(translator, model, value);
    else if (key === 'vals_list') result[key] = translateValuesList(translator, model, value);
    else if (key === 'data' && method === 'load')
      result[key] = translateCells(translator, model, named['fields'] ?? [], value);
    else if (key === 'context') result[key] = translateContext(translator, value);
    else result[key] = value;
  }
  return result;
}

function translateContext(translator: Translator, context: Json): Json {
  if (!isObject(context)) return context;
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => {
      const model =
        contextModels[key] ?? (key.startsWith('active_id') ? textOf(context['active_model']) : '');
      return [key, model === '' ? value : translateIds(translator, model, value)];
    }),
  );
}

/** Ids alone, in lists, or inside relation commands. */
function translateIds(translator: Translator, model: string, value: Json): Json {
  if (typeof value === 'number') return translator.mapping.id(model, value);
  if (!isList(value)) return value;
  return value.map((item) =>
    isList(item) && item[0] === 4
      ? [4, translateIds(translator, model, item[1] ?? null)]
      : translateIds(translator, model, item),
  );
}

function translateValuesList(translator: Translator, model: Model, given: Json): Json {
  return isList(given)
    ? given.map((values) => translateValues(translator, model, values))
    : translateValues(translator, model, given);
}

function translateValues(translator: Translator, model: Model, values: Json): Json {
  if (!isObject(values)) return values;
  const result: Record<string, Json> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = fieldOf(model, name);
    // ir.model.data names a record by model and number.
    if (model.name === 'ir.model.data' && name === 'res_id')
      result[name] = translateIds(translator, textOf(values['model']), value);
    else result[name] = field?.relation === undefined ? value : translateRelation(translator, field, value);
  }
  return result;
}

function translateRelation(translator: Translator, field: Field, value: Json): Json {
  const target = field.relation ?? '';
  const model = translator.registry.get(target);
  if (!isList(value) || model === undefined) return translateIds(translator, target, value);
  return value.map((command) => {
    if (!isList(command)) return translateIds(translator, target, command);
    const [code = 0, id = 0, detail = 0] = command;
    if (code === 6) return [code, 0, translateIds(translator, target, detail)];
    return [
      code,
      code === 0 ? 0 : translateIds(translator, target, id),
      isObject(detail) ? translateValues(translator, model, detail) : detail,
    ];
  });
}

function translateDomain(translator: Translator, model: Model, domain: Json): Json {
  if (!isList(domain)) return domain;
  return domain.map((leaf) => {
    if (!isList(leaf)) return leaf;
    const [path = '', operator = '', value = null] = leaf;
    let current: Model | undefined = model;
    let target = '';
    let type = '';
    for (const name of textOf(path).split('.')) {
      const field: Field | undefined = current === undefined ? undefined : fieldOf(current, name);
      target = name === 'id' ? (current?.name ?? '') : (field?.relation ?? '');
      type = field?.type ?? '';
      current = translator.registry.get(target);
    }
    if (type === 'datetime' && typeof value === 'string')
      return [path, operator, translator.mapping.time(value)];
    return [path, operator, target === '' ? value : translateIds(translator, target, value)];
  });
}

/** Cells under a `.id` column hold ids as text, several with commas. */
function translateCells(translator: Translator, model: Model, columns: Json, rows: Json): Json {
  if (!isList(columns) || !isList(rows)) return rows;
  const targets = columns.map((column) => targetOf(translator, model, textOf(column)));
  const translateCell = (cell: Json, target: string | undefined): Json => {
    if (target === undefined || cell === '') return cell;
    if (typeof cell === 'number') return translator.mapping.id(target, cell);
    return textOf(cell)
      .split(',')
      .map((id) => String(translator.mapping.id(target, Number(id))))
      .join(',');
  };
  return rows.map((row) =>
    isList(row) ? row.map((cell, index) => translateCell(cell, targets[index])) : row,
  );
}

function targetOf(translator: Translator, model: Model, column: string): string | undefined {
  const parts = column.split('/');
  if (parts.at(-1) !== '.id') return undefined;
  let current: Model | undefined = model;
  for (const name of parts.slice(0, -1))
    current = translator.registry.get(current?.fields[name]?.relation ?? '');
  return current?.name;
}
