import { json } from '#sdk/sandbox/json-body.ts';
import type { SandboxResponse } from '#sdk/sandbox/serve.ts';

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
