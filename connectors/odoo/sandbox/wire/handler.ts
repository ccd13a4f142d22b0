import type { SandboxHandler, SandboxRequest, SandboxResponse } from '#sdk/sandbox/serve.ts';
import { type Json, type JsonObject, isList, isObject, textOf } from '#connectors/odoo/sandbox/orm/values.ts';
import { answerJson2 } from './json2.ts';
import { answerJsonRpc, type RpcSurface } from './jsonrpc.ts';
import { isReader } from './server.ts';

const RETRY_AFTER_SECONDS = 1;
const json = { 'content-type': 'application/json; charset=utf-8' };
const html = { 'content-type': 'text/html; charset=utf-8' };

/** The server's HTTP surface with a reverse proxy in front of it, as one function. */
export function createHandler(surface: RpcSurface): SandboxHandler {
  return async (request) => proxyAnswer(surface, request) ?? (await serverAnswer(surface, request));
}

/** `sale.order.load` and the like: what a request is about, in the demo's report and in metrics. */
export function operationOf(request: SandboxRequest): string {
  const [, , version, model, method] = request.path.split('?')[0]?.split('/') ?? [];
  if (version === '2' && model !== undefined && method !== undefined) return `${model}.${method}`;
  const parsed = bodyOf(request);
  const params = isObject(parsed) && isObject(parsed['params']) ? parsed['params'] : {};
  const args = isList(params['args']) ? params['args'] : [];
  if (params['service'] === 'object') return `${textOf(args[3])}.${textOf(args[4])}`;
  return params['service'] === undefined
    ? request.path
    : `${textOf(params['service'])}.${textOf(params['method'])}`;
}

/** Answers that a proxy gives by itself, without the server having seen the call. */
function proxyAnswer(
  { server: { faults } }: RpcSurface,
  request: SandboxRequest,
): SandboxResponse | undefined {
  const operation = operationOf(request);
  if (faults.roll('throttled', operation)) {
    const headers = { ...html, 'retry-after': String(RETRY_AFTER_SECONDS) };
    return { status: 429, headers, body: page('429 Too Many Requests') };
  }
  if (!faults.roll('server-error', operation)) return undefined;
  return faults.draw() < 0.5
    ? { status: 502, headers: html, body: page('502 Bad Gateway') }
    : { status: 500, headers: html, body: page('500 Internal Server Error') };
}

const page = (title: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n` +
  '<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';

async function serverAnswer(surface: RpcSurface, request: SandboxRequest): Promise<SandboxResponse> {
  const { version } = surface.server;
  const [path = ''] = request.path.split('?');
  if (path === '/web/version' && version >= 19) {
    const body = { version_info: [version, 0, 0, 'final', 0, ''], version: `${version}.0` };
    return { status: 200, headers: json, body: JSON.stringify(body) };
  }
  const [, root, level, model, method] = path.split('/');
  const parsed = bodyOf(request);
  if (path === '/jsonrpc' && request.method === 'POST') {
    if (!isObject(parsed)) return { status: 400, headers: html, body: page('400 Bad Request') };
    const answer = await answerJsonRpc(surface, parsed);
    return { status: 200, headers: json, body: JSON.stringify(drifted(surface, request, answer)) };
  }
  const isJson2 = root === 'json' && level === '2' && version >= 19 && request.method === 'POST';
  if (!isJson2 || model === undefined || method === undefined) {
    return { status: 404, headers: html, body: page('404 Not Found') };
  }
  if (!isObject(parsed)) return { status: 400, headers: html, body: page('400 Bad Request') };
  const authorization = request.headers['authorization'] ?? '';
  const answer = await answerJson2(surface, { model, method, authorization, body: parsed });
  const body = JSON.stringify(drifted(surface, request, answer.body));
  return { status: answer.status, headers: json, body };
}

/** What a request is about is asked four times on its way; nobody changes its parsed body. */
const parsedBodies = new WeakMap<SandboxRequest, { readonly body: Json | undefined }>();

function bodyOf(request: SandboxRequest): Json | undefined {
  const known = parsedBodies.get(request) ?? { body: parseBody(request.body) };
  parsedBodies.set(request, known);
  return known.body;
}

function parseBody(body: string): Json | undefined {
  try {
    return body === '' ? {} : (JSON.parse(body) as Json);
  } catch {
    return undefined;
  }
}

/** With the `schema-drift` fault, one field of every record read is gone, as after an upgrade nobody announced. */
function drifted({ server: { faults } }: RpcSurface, request: SandboxRequest, answer: Json): Json {
  const operation = operationOf(request);
  const method = operation.slice(operation.lastIndexOf('.') + 1);
  if (!isReader(method) || !faults.roll('schema-drift', operation)) return answer;
  if (isObject(answer) && answer['result'] !== undefined) {
    return { ...answer, result: withoutOneField(answer['result'], faults.draw()) };
  }
  return withoutOneField(answer, faults.draw());
}

function withoutOneField(rows: Json, draw: number): Json {
  if (!isList(rows)) return rows;
  return rows.map((row) => {
    if (!isObject(row)) return row;
    const names = Object.keys(row).filter((name) => name !== 'id');
    const gone = names[Math.floor(draw * names.length)];
    const rest: JsonObject = Object.fromEntries(Object.entries(row).filter(([name]) => name !== gone));
    return rest;
  });
}
