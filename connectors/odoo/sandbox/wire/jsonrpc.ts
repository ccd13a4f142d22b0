import { accessError, attributeError, OdooError, userError } from '#connectors/odoo/sandbox/orm/errors.ts';
import { genericMethod, runMethod } from '#connectors/odoo/sandbox/orm/rpc-methods.ts';
import {
  type Json,
  type JsonObject,
  isList,
  isObject,
  numberOf,
  textOf,
} from '#connectors/odoo/sandbox/orm/values.ts';
import { bindPositional } from './bind-arguments.ts';
import { type OdooServer, runCall } from './server.ts';
import type { Users } from './users.ts';

export interface RpcSurface {
  readonly server: OdooServer;
  readonly users: Users;
  readonly database: string;
  /** Told about every method call, for the books. */
  readonly count: (call: string) => void;
}

/**
 * `POST /jsonrpc`. Every answer has status 200; an error is an `error` object, and a method that returns nothing
 * gives neither `error` nor `result`.
 */
export async function answerJsonRpc(surface: RpcSurface, body: JsonObject): Promise<JsonObject> {
  const id = body['id'] ?? null;
  const params = isObject(body['params']) ? body['params'] : {};
  const args = isList(params['args']) ? params['args'] : [];
  try {
    const result = await callService(surface, textOf(params['service']), textOf(params['method']), args);
    return result === undefined ? { jsonrpc: '2.0', id } : { jsonrpc: '2.0', id, result };
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    const data = { ...describeError(error), context: {} };
    return { jsonrpc: '2.0', id, error: { code: 200, message: 'Odoo Server Error', data } };
  }
}

export function describeError(error: OdooError): JsonObject {
  return {
    name: error.type,
    debug: 'Traceback (most recent call last):\n  (the sandbox keeps no traceback)\n',
    message: error.message,
    arguments: error.details,
  };
}

async function callService(
  surface: RpcSurface,
  service: string,
  method: string,
  args: readonly Json[],
): Promise<Json | undefined> {
  if (service === 'common') return callCommon(surface, method, args);
  if (service === 'object' && (method === 'execute_kw' || method === 'execute')) {
    return callObject(surface, args, method === 'execute');
  }
  throw new OdooError('builtins.AttributeError', 500, `Method not found: ${service}.${method}`);
}

function callCommon({ server, users, database }: RpcSurface, method: string, args: readonly Json[]): Json {
  if (method === 'version') {
    const { version } = server;
    return {
      server_version: `${version}.0`,
      server_version_info: [version, 0, 0, 'final', 0, ''],
      server_serie: `${version}.0`,
      protocol_version: 1,
    };
  }
  if (method !== 'login' && method !== 'authenticate') throw attributeError(`Method not found: ${method}`);
  const [name, login, password] = args.map(textOf);
  checkDatabase(database, name ?? '');
  return users.authenticate(login ?? '', password ?? '') ?? false;
}

async function callObject(
  surface: RpcSurface,
  args: readonly Json[],
  isPlain: boolean,
): Promise<Json | undefined> {
  const [name, uid, secret, modelName, methodName, ...rest] = args;
  checkDatabase(surface.database, textOf(name));
  surface.users.check(numberOf(uid), textOf(secret));
  const { server } = surface;
  const [method, model] = [textOf(methodName), textOf(modelName)];
  surface.count(`${model}.${method}`);
  const definition = server.registry.get(model);
  if (method.startsWith('_')) {
    throw accessError(`Private methods (such as ${method}) cannot be called remotely.`);
  }
  if (definition === undefined) throw userError(`Object ${model} doesn't exist`);
  const found = definition.methods?.[method] ?? genericMethod(server.version, definition, method);
  if (found === undefined) {
    throw attributeError(`The method '${method}' does not exist on the model '${model}'`);
  }
  const [positional, named] = isPlain ? [rest, {}] : [rest[0] ?? [], rest[1] ?? {}];
  const call = bindPositional(
    definition,
    method,
    found,
    isList(positional) ? positional : [positional],
    isObject(named) ? named : {},
  );
  return runCall(server, { uid: numberOf(uid), context: call.context, model, method }, (env) =>
    runMethod({ env, model: definition, ids: call.ids, args: call.args }, found),
  );
}

function checkDatabase(expected: string, name: string): void {
  if (name === expected) return;
  throw new OdooError('psycopg2.OperationalError', 500, `FATAL:  database "${name}" does not exist\n`);
}
