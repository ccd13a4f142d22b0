import { createHash } from 'node:crypto';
import type { Secret } from '#sdk/secret.ts';

/** Names the credentials of a connection without telling them: refused ones are known again, new ones un-pause it. */
export function fingerprintOf(settings: unknown): string {
  const hash = createHash('sha256');
  for (const text of secretsIn(settings)) hash.update(`${text.length}:${text}`);
  return hash.digest('hex').slice(0, 16);
}

function secretsIn(value: unknown): readonly string[] {
  if (isSecret(value)) return [value.reveal()];
  if (Array.isArray(value)) return value.flatMap(secretsIn);
  if (typeof value === 'object' && value !== null) {
    return Object.keys(value)
      .toSorted()
      .flatMap((key) => secretsIn((value as Readonly<Record<string, unknown>>)[key]));
  }
  return typeof value === 'string' ? [value] : [];
}

function isSecret(value: unknown): value is Secret {
  return (
    typeof value === 'object' && value !== null && 'reveal' in value && typeof value.reveal === 'function'
  );
}
