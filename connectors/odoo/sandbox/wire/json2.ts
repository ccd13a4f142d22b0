import { accessError, httpError, OdooError } from '#connectors/odoo/sandbox/orm/errors.ts';
import { genericMethod, runMethod } from '#connectors/odoo/sandbox/orm/rpc-methods.ts';
import type { Json, JsonObject } from '#connectors/odoo/sandbox/orm/values.ts';
import { bindNamed } from './bind-arguments.ts';
import { describeError, type RpcSurface } from './jsonrpc.ts';
import { runCall } from './server.ts';

export interface Json2Answer {
  readonly status: number;
  readonly body: Json;
}

/** `POST /json/2/<model>/<method>` of Odoo 19: bearer key, named arguments, errors with a status of their own. */
export async function answerJson2(
  surface: RpcSurface,
  request: {
    readonly model: string;
    readonly method: string;
    readonly authorization: string;
    readonly body: JsonObject;
  },
): Promise<Json2Answer> {
  try {
    return { status: 200, body: (await callMethod(surface, request)) ?? null };
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    return { status: error.status, body: { ...describeError(error), context: {} } };
  }
}

async function callMethod(
  surface: RpcSurface,
  request: {
    readonly model: string;
    readonly method: string;
    readonly authorization: string;
    readonly body: JsonObject;
  },
): Promise<Json | undefined> {
  const { server, users } = surface;
  const { model, method, body } = request;
  const uid = users.byKey(request.authorization.replace(/^bearer\s+/iu, ''));
  surface.count(`${model}.${method}`);
  const definition = server.registry.get(model);
  if (definition === undefined) throw httpError('NotFound', 404, `the model '${model}' does not exist`);
  if (method.startsWith('_')) {
    throw accessError(`Private methods (such as '${model}.${method}') cannot be called remotely.`);
  }
  const found = definition.methods?.[method] ?? genericMethod(server.version, definition, method);
  if (found === undefined) throw httpError('NotFound', 404, `The method '${model}.${method}' does not exist`);
  const call = bindNamed(found, body);
  return runCall(server, { uid, context: call.context, model, method }, (env) =>
    runMethod({ env, model: definition, ids: call.ids, args: call.args }, found),
  );
}
