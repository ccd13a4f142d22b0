import type { Field, Model } from './model.ts';
import { type Json, type Values, idsOf, isList, isObject, numberOf } from './values.ts';

const CREATE = 0;
const UPDATE = 1;
const DELETE = 2;
const UNLINK = 3;
const LINK = 4;
const CLEAR = 5;
const SET = 6;

/** How commands reach other records; `write.ts` hands its own functions in. */
export interface RecordOperations {
  create(model: string, values: Values): number;
  write(model: string, ids: readonly number[], values: Values): void;
  unlink(model: string, ids: readonly number[]): void;
}

/** The list of ids that a many2many has after the commands, or after a plain list of ids. */
export function applyLinks(operations: RecordOperations, field: Field, current: Json, given: Json): Json {
  if (!isList(given)) return [];
  if (given.every((item) => typeof item === 'number')) return given;
  let ids = idsOf(current);
  for (const command of given) {
    if (!isList(command)) continue;
    const [code, id, detail] = command;
    const target = numberOf(id);
    if (code === SET) ids = idsOf(detail);
    else if (code === CLEAR) ids = [];
    else if (code === LINK && !ids.includes(target)) ids = [...ids, target];
    else if (code === UNLINK || code === DELETE) ids = ids.filter((item) => item !== target);
    else if (code === CREATE && isObject(detail) && field.relation !== undefined) {
      ids = [...ids, operations.create(field.relation, { ...detail })];
    }
  }
  return ids;
}

/** Creates, changes and removes the children that a one2many's commands name. */
export function runChildCommands(
  operations: RecordOperations,
  model: Model,
  parentId: number,
  children: Values,
): void {
  for (const [name, commands] of Object.entries(children)) {
    const { relation, inverse } = model.fields[name] ?? {};
    if (relation === undefined || inverse === undefined || !isList(commands)) continue;
    for (const command of commands) {
      if (!isList(command)) continue;
      const [code, id, detail] = command;
      const values: Values = isObject(detail) ? { ...detail } : {};
      if (code === CREATE) operations.create(relation, { ...values, [inverse]: parentId });
      else if (code === UPDATE) operations.write(relation, [numberOf(id)], values);
      else if (code === DELETE) operations.unlink(relation, [numberOf(id)]);
      else if (code === LINK) operations.write(relation, [numberOf(id)], { [inverse]: parentId });
      else if (code === UNLINK) operations.write(relation, [numberOf(id)], { [inverse]: false });
    }
  }
}
