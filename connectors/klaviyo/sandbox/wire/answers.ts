import { createHash } from 'node:crypto';
import type { SandboxResponse } from '#sdk/sandbox/serve.ts';

export function json(status: number, body: unknown): SandboxResponse {
  return {
    status,
    headers: { 'content-type': 'application/vnd.api+json' },
    body: JSON.stringify(body),
  };
}

/** A refusal in the form that the specification gives to it. */
export function refuse(
  status: number,
  { code, title, detail, pointer }: { code: string; title: string; detail?: string; pointer?: string },
): SandboxResponse {
  const id = createHash('sha256').update(`${code} ${title}`).digest('hex').slice(0, 32);
  const source = { pointer: pointer ?? '/data' };
  return json(status, {
    errors: [{ id, status, code, title, detail: detail ?? title, source, links: {}, meta: {} }],
  });
}

export function invalid(title: string, pointer?: string): SandboxResponse {
  return refuse(400, { code: 'invalid', title, ...(pointer === undefined ? {} : { pointer }) });
}

export function notFound(): SandboxResponse {
  return refuse(404, { code: 'not_found', title: 'Not found.', detail: 'The resource does not exist.' });
}
