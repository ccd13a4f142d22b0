import type { HttpResponse } from './http.ts';

/** The wait that a refusal asks for in seconds, whole or not, by the first of these headers that it has; undefined: it does not say. */
export function retryAfterMs(
  { headers }: HttpResponse,
  names: readonly string[] = ['retry-after'],
): number | undefined {
  const name = names.find((one) => headers[one] !== undefined);
  const seconds = name === undefined ? Number.NaN : Number(headers[name]);
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds * 1_000) : undefined;
}
