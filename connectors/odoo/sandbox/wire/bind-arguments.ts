import { httpError, typeError } from '#connectors/odoo/sandbox/orm/errors.ts';
import type { Method, Model } from '#connectors/odoo/sandbox/orm/model.ts';
import { idList } from '#connectors/odoo/sandbox/orm/rpc-methods.ts';
import { type Json, type JsonObject, isObject } from '#connectors/odoo/sandbox/orm/values.ts';

/** A method's arguments by name, whichever way they came. */
export interface BoundCall {
  readonly ids: readonly number[];
  readonly args: Readonly<Record<string, Json>>;
  readonly context: JsonObject;
}

/** `execute_kw`: a list of positional arguments, the ids first, and a map of named ones with the context among them. */
export function bindPositional(
  model: Model,
  name: string,
  method: Method,
  positional: readonly Json[],
  named: JsonObject,
): BoundCall {
  const { context, ...others } = named;
  const [first, ...rest] = positional;
  const values = method.onRecords ? rest : positional;
  const args: Record<string, Json> = { ...others };
  for (const [index, param] of method.params.entries()) {
    const value = values[index];
    if (value !== undefined) args[param] = value;
  }
  const missing = missingParams(method, args);
  if (missing.length > 0) {
    const list = missing.map((param) => `'${param}'`).join(' and ');
    throw typeError(
      `${model.className}.${name}() missing ${missing.length} required positional argument${missing.length > 1 ? 's' : ''}: ${list}`,
    );
  }
  const unknown = unknownParam(method, others);
  if (unknown !== undefined) {
    throw typeError(`${model.className}.${name}() got an unexpected keyword argument '${unknown}'`);
  }
  return finish(method, method.onRecords ? first : undefined, args, context);
}

/** JSON-2: one object with `ids`, `context` and the method's own arguments by name. */
export function bindNamed(method: Method, body: JsonObject): BoundCall {
  const { ids, context, ...args } = body;
  const [missing] = missingParams(method, args);
  if (missing !== undefined) {
    throw httpError('UnprocessableEntity', 422, `missing a required argument: '${missing}'`);
  }
  const unknown = unknownParam(method, args);
  if (unknown !== undefined) {
    throw httpError('UnprocessableEntity', 422, `got an unexpected keyword argument '${unknown}'`);
  }
  return finish(method, method.onRecords ? ids : undefined, args, context);
}

function missingParams(method: Method, args: Readonly<Record<string, Json>>): readonly string[] {
  return method.params.slice(0, method.required ?? 0).filter((param) => args[param] === undefined);
}

function unknownParam(method: Method, args: JsonObject): string | undefined {
  return Object.keys(args).find((key) => !method.params.includes(key));
}

function finish(
  method: Method,
  given: Json | undefined,
  args: Record<string, Json>,
  context: Json | undefined,
): BoundCall {
  const { ids, phantom } = method.onRecords ? idList(given) : { ids: [], phantom: false };
  return {
    ids,
    args: phantom ? { ...args, phantom: true } : args,
    context: isObject(context) ? context : {},
  };
}
