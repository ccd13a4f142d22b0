import { checkRecords, checkRight, type Right } from './access.ts';
import { displayName, mustRead, rowsWhere } from './env.ts';
import { missingError, OdooError, valueError } from './errors.ts';
import { createExternalId } from './external-ids.ts';
import { readGroups } from './group.ts';
import { load } from './load.ts';
import type { Env, Method, MethodCall, Model, Version } from './model.ts';
import { describeFields, readRows } from './read.ts';
import { search } from './search.ts';
import {
  type Json,
  type Row,
  type Values,
  idsOf,
  isList,
  isObject,
  isTruthy,
  numberOf,
  textOf,
} from './values.ts';
import { createRecord, unlinkRecords, writeRecords } from './write.ts';

/** The methods that every model has, by name. */
export function genericMethod(version: Version, model: Model, name: string): Method | undefined {
  if (name === 'write') return writeMethod(version, model);
  return generic[name];
}

const names = (value: Json | undefined): string[] => (isList(value) ? value.map(textOf) : []);
const optionalNumber = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;

/** The two names that a write's argument has had: 17 and 18 override it on orders under another one. */
function writeMethod(version: Version, model: Model): Method {
  const param = version < 19 && model.name === 'sale.order' ? 'values' : 'vals';
  return {
    params: [param],
    required: 1,
    onRecords: true,
    needs: 'write',
    run({ env, ids, args }) {
      writeRecords(env, model.name, ids, valuesOf(args[param]));
      return true;
    },
  };
}

function valuesOf(value: Json | undefined): Values {
  return isObject(value) ? { ...value } : {};
}

function create({ env, model, args }: MethodCall): Json {
  const given = args['vals_list'];
  const list = isList(given) ? given : [given];
  const ids = list.map((values) => {
    checkTopLevelFields(env, model, valuesOf(values));
    return createRecord(env, model.name, valuesOf(values)).id;
  });
  return isList(given) ? ids : (ids[0] ?? false);
}

/** 19 words an unknown field of a create's own values unlike one of its children's. */
function checkTopLevelFields(env: Env, model: Model, values: Values): void {
  if (env.version < 19) return;
  const unknown = Object.keys(values).find((name) => model.fields[name] === undefined && name !== 'id');
  if (unknown !== undefined) throw valueError(`Invalid field '${unknown}' in '${model.name}'`);
}

function found(call: MethodCall): readonly Row[] {
  const { env, model, args } = call;
  return search(env, model.name, args['domain'] ?? [], {
    offset: optionalNumber(args['offset']),
    limit: optionalNumber(args['limit']),
    order: textOf(args['order']) || undefined,
  });
}

const searchParams = ['domain', 'offset', 'limit', 'order'] as const;

const generic: Readonly<Record<string, Method>> = {
  create: { params: ['vals_list'], required: 1, onRecords: false, needs: 'create', run: create },
  unlink: {
    params: [],
    onRecords: true,
    needs: 'unlink',
    run({ env, model, ids }) {
      unlinkRecords(env, model.name, ids);
      return true;
    },
  },
  read: { params: ['fields', 'load'], onRecords: true, needs: 'read', run: read },
  search: {
    params: searchParams,
    required: 1,
    onRecords: false,
    needs: 'read',
    run: (call) => found(call).map((row) => row.id),
  },
  search_count: {
    params: ['domain', 'limit'],
    required: 1,
    onRecords: false,
    needs: 'read',
    run: (call) => found({ ...call, args: { domain: call.args['domain'] ?? [] } }).length,
  },
  search_read: {
    params: ['domain', 'fields', 'offset', 'limit', 'order'],
    onRecords: false,
    needs: 'read',
    run: (call) => readRows(call.env, call.model, found(call), names(call.args['fields'])),
  },
  read_group: {
    params: ['domain', 'fields', 'groupby', 'offset', 'limit', 'orderby', 'lazy'],
    required: 3,
    onRecords: false,
    needs: 'read',
    run: readGroups,
  },
  name_search: {
    params: ['name', 'domain', 'operator', 'limit'],
    onRecords: false,
    needs: 'read',
    run: ({ env, model, args }) => {
      const text = textOf(args['name']).toLowerCase();
      const rows = search(env, model.name, args['domain'] ?? args['args'] ?? []);
      return rows
        .filter((row) => displayName(env, model, row).toLowerCase().includes(text))
        .slice(0, optionalNumber(args['limit']) ?? 100)
        .map((row) => [row.id, displayName(env, model, row)]);
    },
  },
  fields_get: {
    params: ['allfields', 'attributes'],
    onRecords: false,
    needs: 'none',
    run: ({ model, args }) => describeFields(model, names(args['allfields']), names(args['attributes'])),
  },
  load: {
    params: ['fields', 'data'],
    required: 2,
    onRecords: false,
    needs: 'create',
    run: ({ env, model, args }) => load(env, model.name, args['fields'] ?? [], args['data'] ?? []),
  },
  exists: {
    params: [],
    onRecords: true,
    needs: 'none',
    run: ({ env, model, ids }) => ids.filter((id) => env.db.table(model.name).rows.has(id)),
  },
  get_external_id: {
    params: [],
    onRecords: true,
    needs: 'read',
    run: ({ env, model, ids }) =>
      Object.fromEntries(
        ids.map((id) => {
          const [link] = rowsWhere(env, 'ir.model.data', 'reference', `${model.name},${id}`);
          return [String(id), link === undefined ? '' : textOf(link['complete_name'])];
        }),
      ),
  },
  export_data: {
    params: ['fields_to_export'],
    required: 1,
    onRecords: true,
    needs: 'read',
    run: ({ env, model, ids, args }) => ({
      datas: ids.map((id) => exportRow(env, model, id, names(args['fields_to_export']))),
    }),
  },
  check_access_rights: {
    params: ['operation', 'raise_exception'],
    required: 1,
    onRecords: false,
    needs: 'none',
    run: ({ env, model, args }) => allows(env, model, args['operation'], args['raise_exception'] !== false),
  },
  has_access: {
    params: ['operation'],
    required: 1,
    onRecords: true,
    needs: 'none',
    run: ({ env, model, args }) => allows(env, model, args['operation'], false),
  },
};

/** One row of an export; its `id` column gives the record an external id when it has none. */
function exportRow(env: Env, model: Model, id: number, columns: readonly string[]): Json[] {
  const row = mustRead(env, model.name, id);
  return columns.map((column) => {
    if (column !== 'id') return textOf(row[column]);
    const [link] = rowsWhere(env, 'ir.model.data', 'reference', `${model.name},${id}`);
    if (link !== undefined) return textOf(link['complete_name']);
    const hash = ((id * 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
    const name = `${model.name.replaceAll('.', '_')}_${id}_${hash}`;
    return textOf(
      createExternalId(env, { module: '__export__', name, model: model.name, id })['complete_name'],
    );
  });
}

function allows(env: Env, model: Model, operation: Json | undefined, throws: boolean): boolean {
  const right: Right =
    operation === 'write' || operation === 'create' || operation === 'unlink' ? operation : 'read';
  try {
    checkRight(env, model, right);
    return true;
  } catch (error) {
    if (throws || !(error instanceof OdooError)) throw error;
    return false;
  }
}

/** Ids that are not there are left out without a word; an id of null gives a phantom called New. */
function read({ env, model, ids, args }: MethodCall): Json {
  const table = env.db.table(model.name);
  const rows = ids.flatMap((id) => table.rows.get(id) ?? []);
  const seen: Json[] = readRows(env, model, rows, names(args['fields']));
  if (!isTruthy(args['phantom'])) return seen;
  const phantom: Values = { id: null };
  for (const name of names(args['fields'])) phantom[name] = name === 'name' ? 'New' : false;
  return [...seen, phantom];
}

/** Runs a method after the checks that the caller's rights ask for. */
export function runMethod(call: MethodCall, method: Method): Json | undefined {
  const { env, model, ids } = call;
  if (method.needs !== 'none') checkRight(env, model, method.needs);
  if (method.onRecords && method.needs !== 'none') {
    const table = env.db.table(model.name);
    const rows = ids.flatMap((id) => table.rows.get(id) ?? []);
    const missing = ids.filter((id) => !table.rows.has(id));
    if (missing.length > 0 && method.needs !== 'read') throw missingError(model.name, missing, env.uid);
    checkRecords(env, model, rows, method.needs);
  }
  return method.run(call);
}

/** Ids as callers write them: one, several, or nothing. */
export function idList(value: Json | undefined): { ids: readonly number[]; phantom: boolean } {
  if (typeof value === 'number') return { ids: [numberOf(value)], phantom: false };
  return { ids: idsOf(value), phantom: isList(value) && value.includes(null) };
}
