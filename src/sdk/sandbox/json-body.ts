import type { SandboxResponse } from './serve.ts';

/** An answer in JSON. */
export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): SandboxResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** An answer without a body. */
export function bare(status: number): SandboxResponse {
  return { status, body: '' };
}

/** The body of a request; undefined when it is no JSON: a route refuses it as it refuses any other that is not as it should be. */
export function parseBody(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
