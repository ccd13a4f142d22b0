import { modelOf, rowOf } from './env.ts';
import { OdooError } from './errors.ts';
import { createExternalId, findExternalId, splitExternalId } from './external-ids.ts';
import { CARRIED_ID, type Converter, type ConvertedRecord, convertRecord } from './load-cells.ts';
import { cutRecords, type LoadedRecord } from './load-rows.ts';
import type { Env, Model } from './model.ts';
import { type Json, type JsonObject, type Values, isList, isObject, numberOf, textOf } from './values.ts';
import { createRecord, writeRecords } from './write.ts';

/**
 * Odoo's import: rows of text cells become records, found again by the external id in their `id` cell. All or
 * nothing: one error undoes the whole call, and the answer is `ids: false` with the messages.
 */
export function load(env: Env, modelName: string, columns: Json, data: Json): JsonObject {
  const model = modelOf(env, modelName);
  const paths = (isList(columns) ? columns : []).map((column) =>
    textOf(column)
      .replaceAll(/([^/])\.id/gu, '$1/.id')
      .replaceAll(/([^/]):id/gu, '$1/id')
      .split('/'),
  );
  const rows = (isList(data) ? data : []).map((row) => (isList(row) ? row : []));
  const savepoint = env.transaction.undo.length;
  const messages: JsonObject[] = [];
  const ids: number[] = [];

  for (const [index, record] of cutRecords(env, modelName, paths, rows).entries()) {
    const position = { rows: { from: record.from, to: record.to }, record: index };
    const inner = env.transaction.undo.length;
    try {
      const converted = convert(env, model, record, position, messages);
      if (converted !== undefined) ids.push(store(env, model, converted));
    } catch (error) {
      // Wrong columns and wrong cell types end the whole call, as on the server; a refused record is a message.
      if (!(error instanceof OdooError) || error.type.startsWith('builtins.')) throw error;
      env.db.rollback(env.transaction, inner);
      messages.push({ ...position, type: 'error', message: error.message });
    }
  }
  const failed = messages.some((message) => message['type'] === 'error');
  if (failed) env.db.rollback(env.transaction, savepoint);
  return { ids: failed ? false : ids, messages, nextrow: 0 };
}

function convert(
  env: Env,
  model: Model,
  record: LoadedRecord,
  position: JsonObject,
  messages: JsonObject[],
): ConvertedRecord | undefined {
  let broken = false;
  const converter: Converter = {
    env,
    path: [],
    problem(field, label, { kind, text, more }) {
      broken ||= kind === 'error';
      messages.push({
        ...position,
        type: kind,
        field,
        message: text,
        ...(more === undefined ? {} : { moreinfo: more }),
        ...(kind === 'error' ? { field_name: label } : {}),
      });
    },
  };
  const converted = convertRecord(converter, model, record);
  return broken ? undefined : converted;
}

function store(env: Env, model: Model, { values, externalId, databaseId }: ConvertedRecord): number {
  const link = externalId === undefined ? undefined : findExternalId(env, externalId);
  const known = databaseId ?? (link === undefined ? undefined : numberOf(link['res_id']));
  const { plain, carried } = takeOutIds(values);
  if (known !== undefined && rowOf(env, model.name, known) !== undefined) {
    writeRecords(env, model.name, [known], plain);
    linkChildren(env, model, known, carried);
    return known;
  }
  const row = createRecord(env, model.name, plain);
  if (externalId !== undefined) {
    createExternalId(env, { ...splitExternalId(externalId), model: model.name, id: row.id });
  }
  linkChildren(env, model, row.id, carried);
  return row.id;
}

/** External ids of the children that a one2many's commands create, in the order of those commands. */
type CarriedIds = ReadonlyMap<string, readonly (string | undefined)[]>;

function takeOutIds(values: Values): { plain: Values; carried: CarriedIds } {
  const plain: Values = {};
  const carried = new Map<string, (string | undefined)[]>();
  for (const [name, value] of Object.entries(values)) {
    plain[name] = isList(value)
      ? value.map((command) => {
          if (!isList(command) || command[0] !== 0 || !isObject(command[2])) return command;
          const { [CARRIED_ID]: id, ...rest } = command[2];
          const ids = carried.get(name) ?? [];
          ids.push(typeof id === 'string' ? id : undefined);
          carried.set(name, ids);
          return [0, 0, rest];
        })
      : value;
  }
  return { plain, carried };
}

/** The newest children of the record are the ones just made; each gets its external id. */
function linkChildren(env: Env, model: Model, parentId: number, carried: CarriedIds): void {
  for (const [name, externalIds] of carried) {
    const { relation = '', inverse = '' } = model.fields[name] ?? {};
    const children = [...(env.db.table(relation).lookup(inverse, parentId) ?? [])].toSorted((a, b) => a - b);
    const made = children.slice(children.length - externalIds.length);
    for (const [index, externalId] of externalIds.entries()) {
      const id = made[index];
      if (externalId === undefined || id === undefined) continue;
      createExternalId(env, { ...splitExternalId(externalId), model: relation, id });
    }
  }
}
