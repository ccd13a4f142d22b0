import { coerce } from './coerce.ts';
import { fieldOf } from './domain.ts';
import { modelOf, mustRead, rowsWhere } from './env.ts';
import { validationError, valueError } from './errors.ts';
import { applyLinks, type RecordOperations, runChildCommands } from './commands.ts';
import { type Env, type Field, isStored, type Model } from './model.ts';
import { type Json, type Row, type Values, isTruthy, idOf } from './values.ts';

/** Stores a record as it is, with no rules: the last step of a create, and the server's own bookkeeping. */
export function insert(env: Env, modelName: string, values: Values): Row {
  const table = env.db.table(modelName);
  const id = table.nextId();
  const stamp = env.transaction.startedAtMicros;
  const row: Row = {
    ...values,
    id,
    create_date: stamp,
    write_date: stamp,
    create_uid: env.uid,
    write_uid: env.uid,
  };
  env.db.put(env.transaction, table, id, row);
  return row;
}

/** Changes stored fields with no rules, and moves `write_date` to the transaction's start. */
export function patch(env: Env, modelName: string, id: number, changes: Values = {}): Row {
  const table = env.db.table(modelName);
  const row: Row = {
    ...mustRead(env, modelName, id),
    ...changes,
    id,
    write_date: env.transaction.startedAtMicros,
    write_uid: env.uid,
  };
  env.db.put(env.transaction, table, id, row);
  return row;
}

/** Creates a record by the model's rules, with its children. */
export function createRecord(env: Env, modelName: string, given: Values): Row {
  const model = modelOf(env, modelName);
  const { values, children } = sortOut(env, model, given, undefined);
  for (const [name, field] of Object.entries(model.fields)) {
    if (values[name] === undefined && field.fallback !== undefined) values[name] = field.fallback;
  }
  const prepared = model.prepare?.(env, values, children) ?? values;
  checkRequired(env, model, prepared);
  checkTargets(env, model, prepared);
  const row = insert(env, modelName, { ...unsetValues(model), ...storedOnly(model, prepared) });
  runChildCommands(operations(env), model, row.id, children);
  model.created?.(env, mustRead(env, modelName, row.id), prepared);
  return mustRead(env, modelName, row.id);
}

/** @throws {OdooError} MissingError for an id that is not there, before anything is written. */
export function writeRecords(env: Env, modelName: string, ids: readonly number[], given: Values): void {
  const model = modelOf(env, modelName);
  const rows = ids.map((id) => mustRead(env, modelName, id));
  for (const row of rows) {
    const { values, children } = sortOut(env, model, given, row);
    const changes = model.writing?.(env, [row], values) ?? values;
    checkTargets(env, model, changes);
    patch(env, modelName, row.id, storedOnly(model, changes));
    runChildCommands(operations(env), model, row.id, children);
    model.written?.(env, [mustRead(env, modelName, row.id)], given);
  }
}

export function unlinkRecords(env: Env, modelName: string, ids: readonly number[]): void {
  const model = modelOf(env, modelName);
  const rows = ids.map((id) => mustRead(env, modelName, id));
  model.unlinking?.(env, rows);
  for (const row of rows) {
    releaseReferences(env, model, row);
    env.db.put(env.transaction, env.db.table(modelName), row.id, undefined);
    for (const link of rowsWhere(env, 'ir.model.data', 'reference', `${modelName},${row.id}`)) {
      env.db.put(env.transaction, env.db.table('ir.model.data'), link.id, undefined);
    }
  }
  model.unlinked?.(env, rows);
}

function sortOut(
  env: Env,
  model: Model,
  given: Values,
  row: Row | undefined,
): { values: Values; children: Values } {
  const values: Values = {};
  const children: Values = {};
  for (const [name, value] of Object.entries(given)) {
    const field = fieldOf(model, name);
    if (field === undefined) throw valueError(`Invalid field '${name}' on model '${model.name}'`);
    if (field.readonly === true && field.type !== 'many2one' && name in magicNames) continue;
    if (field.type === 'one2many') children[name] = value;
    else if (field.type === 'many2many')
      values[name] = applyLinks(operations(env), field, row?.[name] ?? [], value);
    else values[name] = coerce(model, name, field, value);
  }
  return { values, children };
}

const magicNames: Readonly<Record<string, true>> = {
  id: true,
  create_date: true,
  write_date: true,
  display_name: true,
};

function operations(env: Env): RecordOperations {
  return {
    create: (model, values) => createRecord(env, model, values).id,
    write: (model, ids, values) => {
      writeRecords(env, model, ids, values);
    },
    unlink: (model, ids) => {
      unlinkRecords(env, model, ids);
    },
  };
}

function unsetValues(model: Model): Values {
  const values: Values = {};
  for (const [name, field] of Object.entries(model.fields))
    if (isStored(field)) values[name] = unsetValue(field);
  return values;
}

function unsetValue(field: Field): Json {
  if (field.type === 'many2many') return [];
  return field.type === 'float' || field.type === 'monetary' || field.type === 'integer' ? 0 : false;
}

function storedOnly(model: Model, values: Values): Values {
  const stored: Values = {};
  for (const [name, value] of Object.entries(values)) {
    const field = model.fields[name];
    if (field === undefined ? value !== undefined : isStored(field)) stored[name] = value;
  }
  return stored;
}

function checkRequired(env: Env, model: Model, values: Values): void {
  for (const [name, field] of Object.entries(model.fields)) {
    if (field.required !== true || !isStored(field)) continue;
    const value = values[name];
    if (value !== undefined && value !== null && value !== false) continue;
    throw validationError(
      env.version >= 19
        ? `The operation cannot be completed: Missing required value for the field '${field.label}' (${name}).\n` +
            `Model: '${model.title}' (${model.name})\n- create/update: a mandatory field is not set\n` +
            '- delete: another model requires the record being deleted, you can archive it instead\n'
        : 'The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n' +
            '- Delete: another model requires the record being deleted. If possible, archive it instead.\n\n' +
            `Model: ${model.title} (${model.name})\nField: ${field.label} (${name})\n`,
    );
  }
}

function checkTargets(env: Env, model: Model, values: Values): void {
  for (const [name, value] of Object.entries(values)) {
    const field = model.fields[name];
    if (field?.type !== 'many2one' || field.relation === undefined || !isStored(field)) continue;
    const id = idOf(value);
    if (id !== undefined && !env.db.table(field.relation).rows.has(id))
      throw brokenReference(env, model, name, field);
  }
}

/** PostgreSQL's foreign-key error, which the server words as if something were being deleted. */
function brokenReference(env: Env, model: Model, name: string, field: Field): Error {
  return validationError(
    env.version >= 19
      ? 'The operation cannot be completed: Another model is using the record you are trying to delete.\n\n' +
          `The troublemaker is: '${model.title}' (${model.name})\n` +
          `Thanks to the following constraint: '${field.label}' (${name})\nHow about archiving the record instead?`
      : 'The operation cannot be completed: another model requires the record being deleted. If possible, archive it ' +
          `instead.\n\nModel: ${model.title} (${model.name})\n` +
          `Constraint: ${model.name.replaceAll('.', '_')}_${name}_fkey\n`,
  );
}

function releaseReferences(env: Env, target: Model, row: Row): void {
  for (const model of env.registry.values()) {
    for (const [name, field] of Object.entries(model.fields)) {
      if (field.relation !== target.name || field.type !== 'many2one' || !isStored(field)) continue;
      for (const user of rowsWhere(env, model.name, name, row.id)) {
        if (field.whenTargetGoes === 'cascade') unlinkRecords(env, model.name, [user.id]);
        else if (field.whenTargetGoes === 'restrict') throw brokenReference(env, model, name, field);
        else if (isTruthy(user[name])) patch(env, model.name, user.id, { [name]: false });
      }
    }
  }
}
