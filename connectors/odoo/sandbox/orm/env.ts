import { missingError } from './errors.ts';
import type { Env, Model } from './model.ts';
import { type Json, type JsonObject, type Row, idOf, textOf } from './values.ts';

export function modelOf(env: Env, name: string): Model {
  const model = env.registry.get(name);
  if (model === undefined) throw new Error(`the sandbox has no model ${name}`);
  return model;
}

export function rowOf(env: Env, model: string, id: number): Row | undefined {
  return env.db.table(model).rows.get(id);
}

/** @throws {OdooError} MissingError when there is no such record. */
export function mustRead(env: Env, model: string, id: number): Row {
  const row = rowOf(env, model, id);
  if (row === undefined) throw missingError(model, [id], env.uid);
  return row;
}

/** The record that a many2one value points at. */
export function follow(env: Env, model: string, value: Json | undefined): Row | undefined {
  const id = idOf(value);
  return id === undefined ? undefined : rowOf(env, model, id);
}

/** Rows of `model` whose indexed field equals the value, in the order of their ids. */
export function rowsWhere(env: Env, model: string, field: string, value: Json): Row[] {
  const table = env.db.table(model);
  const found: Row[] = [];
  for (const id of table.lookup(field, value) ?? []) {
    const row = table.rows.get(id);
    if (row !== undefined) found.push(row);
  }
  return found.toSorted((a, b) => a.id - b.id);
}

export function withContext(env: Env, more: JsonObject): Env {
  return { ...env, context: { ...env.context, ...more } };
}

export function asSuperuser(env: Env): Env {
  return env.isSuperuser ? env : { ...env, isSuperuser: true };
}

/** What a many2one shows beside its id. */
export function displayName(env: Env, model: Model, row: Row): string {
  if (model.nameOf !== undefined) return model.nameOf(env, row);
  return textOf(row['name']) || `${model.name},${row.id}`;
}
