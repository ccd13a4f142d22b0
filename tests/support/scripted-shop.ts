import type { ConnectorTools } from '#sdk/define-connector.ts';
import type { HttpPort, HttpRequest } from '#sdk/http.ts';
import { createNotedLog, systemClock, systemRandom } from './system-time.ts';

export interface ScriptedCall {
  readonly label: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The `data` of an answer, or the text of a GraphQL error. */
export type Script = (call: ScriptedCall) => Readonly<Record<string, unknown>>;

export interface ScriptedShop {
  readonly tools: ConnectorTools;
  readonly calls: readonly ScriptedCall[];
}

/** A GraphQL server whose answers a test writes itself, for answers that a faithful sandbox cannot be brought to give. */
export function createScriptedShop(script: Script, options: { readonly date?: string } = {}): ScriptedShop {
  const calls: ScriptedCall[] = [];
  let answeredAt = 0;
  const http: HttpPort = {
    call(request: HttpRequest) {
      const { variables } = JSON.parse(request.body ?? '{}') as { variables?: Record<string, unknown> };
      const call = { label: request.operation, variables: variables ?? {} };
      calls.push(call);
      const sentAt = answeredAt + 1;
      answeredAt = sentAt + 1;
      const headers: Readonly<Record<string, string>> =
        options.date === undefined ? {} : { date: options.date };
      return Promise.resolve({
        status: 200,
        headers,
        body: JSON.stringify({ data: script(call) }),
        sentAt,
        answeredAt,
      });
    },
  };
  return { calls, tools: { http, clock: systemClock, random: systemRandom, log: createNotedLog() } };
}

/** One page of a longer list; the cursor is the number of entries before it. */
export function cutPage<Node>(all: readonly Node[], first: number, after: unknown) {
  const from = typeof after === 'string' ? Number(after) : 0;
  const end = Math.min(from + first, all.length);
  const pageInfo = { hasNextPage: end < all.length, endCursor: end > from ? String(end) : null };
  return { nodes: all.slice(from, end), pageInfo };
}
