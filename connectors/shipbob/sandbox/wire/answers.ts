import type { SandboxResponse } from '#sdk/sandbox/serve.ts';

export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): SandboxResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** A refusal in the form that the specification gives to it: fields with what is wrong about them. */
export function complain(
  status: number,
  complaints: Readonly<Record<string, readonly string[]>>,
): SandboxResponse {
  return json(status, complaints);
}

export function problem(status: number, title: string, detail: string | null = null): SandboxResponse {
  return json(status, { title, detail, status });
}

/** 401, 403 and 404 have no body in most places of the specification. */
export function bare(status: number): SandboxResponse {
  return { status, body: '' };
}
