import { readFileSync } from 'node:fs';
import {
  type Json,
  type JsonObject,
  isList,
  isObject,
  numberOf,
  textOf,
} from '#connectors/odoo/sandbox/orm/values.ts';

/** What a real server answered. `none` is a method without a result, which has no `result` key at all. */
export type Outcome =
  | { readonly kind: 'result'; readonly value: Json }
  | { readonly kind: 'none' }
  | { readonly kind: 'error'; readonly type: string; readonly message: string };

/** One recorded call, in one shape for both protocols. */
export interface Exchange {
  readonly number: number;
  readonly testCase: string;
  readonly method: string;
  readonly path: string;
  readonly body: JsonObject;
  readonly status: number;
  /** The recorded user id; JSON-2 does not show it. */
  readonly uid: number | undefined;
  readonly model: string;
  readonly call: string;
  readonly outcome: Outcome;
}

export function readExchanges(file: URL): Exchange[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => toExchange(JSON.parse(line) as JsonObject));
}

function toExchange(line: JsonObject): Exchange {
  const path = textOf(line['path']);
  const body = isObject(line['req']) ? line['req'] : {};
  const args = paramsOf(body);
  const [, , , model2 = '', call2 = ''] = path.split('/');
  const isRpc = path === '/jsonrpc';
  return {
    number: numberOf(line['n']),
    testCase: textOf(line['case']) || 'setup',
    method: textOf(line['method']),
    path,
    body,
    status: numberOf(line['status']),
    uid: isRpc && typeof args[1] === 'number' ? args[1] : undefined,
    model: isRpc ? textOf(args[3]) : model2,
    call: isRpc ? textOf(args[4]) : call2,
    outcome: toOutcome(numberOf(line['status']), isRpc, line['res'] ?? null),
  };
}

/** The positional arguments of a /jsonrpc call; empty for JSON-2. */
export function paramsOf(body: JsonObject): readonly Json[] {
  const params = isObject(body['params']) ? body['params'] : {};
  return isList(params['args']) ? params['args'] : [];
}

export function toOutcome(status: number, isRpc: boolean, answer: Json): Outcome {
  if (!isRpc) {
    if (status === 200) return { kind: 'result', value: answer };
    const error = isObject(answer) ? answer : {};
    return { kind: 'error', type: textOf(error['name']), message: textOf(error['message']) };
  }
  const envelope = isObject(answer) ? answer : {};
  if (isObject(envelope['error'])) {
    const data = isObject(envelope['error']['data']) ? envelope['error']['data'] : {};
    return { kind: 'error', type: textOf(data['name']), message: textOf(data['message']) };
  }
  const value = envelope['result'];
  return value === undefined ? { kind: 'none' } : { kind: 'result', value };
}
