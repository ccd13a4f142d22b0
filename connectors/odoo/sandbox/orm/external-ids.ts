import type { Env } from './model.ts';
import { rowsWhere } from './env.ts';
import { SerializationError, validationError } from './errors.ts';
import type { Row } from './values.ts';
import { insert } from './write.ts';

const DEFAULT_MODULE = '__import__';

export function splitExternalId(text: string): { module: string; name: string } {
  const dot = text.indexOf('.');
  return dot === -1
    ? { module: DEFAULT_MODULE, name: text }
    : { module: text.slice(0, dot), name: text.slice(dot + 1) };
}

/**
 * The row of `ir.model.data` behind an external id.
 *
 * @throws {SerializationError} when somebody committed it after this transaction's snapshot: a real server does not
 *   see it, tries to insert it and is told by PostgreSQL's unique index.
 */
export function findExternalId(env: Env, text: string): Row | undefined {
  const { module, name } = splitExternalId(text);
  const [link] = rowsWhere(env, 'ir.model.data', 'complete_name', `${module}.${name}`);
  const table = env.db.table('ir.model.data');
  if (link !== undefined && table.changedAt(link.id) > env.transaction.snapshot)
    throw new SerializationError();
  return link;
}

/** @throws {OdooError} ValidationError when module and name are taken. */
export function refuseTaken(
  env: Env,
  { module, name }: { readonly module: string; readonly name: string },
): void {
  if (rowsWhere(env, 'ir.model.data', 'complete_name', `${module}.${name}`).length === 0) return;
  throw validationError(
    'The operation cannot be completed: duplicate key value violates unique constraint ' +
      '"ir_model_data_module_name_uniq_index"\n' +
      `DETAIL:  Key (module, name)=(${module}, ${name}) already exists.\n`,
  );
}

/** Gives a record its name. @throws {OdooError} ValidationError when the name is taken. */
export function createExternalId(
  env: Env,
  link: { readonly module: string; readonly name: string; readonly model: string; readonly id: number },
): Row {
  refuseTaken(env, link);
  return insert(env, 'ir.model.data', {
    module: link.module,
    name: link.name,
    model: link.model,
    res_id: link.id,
    complete_name: `${link.module}.${link.name}`,
    reference: `${link.model},${link.id}`,
    noupdate: false,
  });
}
