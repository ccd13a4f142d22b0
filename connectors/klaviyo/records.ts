import type { z } from 'zod';
import { type ParsedRows, parseRecords } from '#sdk/records.ts';

/** Rows of Klaviyo, one by one: one that is not as promised is refused with its place, the others go on. */
export function parseRows<Schema extends z.ZodType>(
  schema: Schema,
  raws: readonly unknown[],
  what: string,
): ParsedRows<z.output<Schema>> {
  return parseRecords(schema, raws, { what, idOf });
}

/** Ids of Klaviyo are short and plain; anything else is a value that must not get into a message. */
function idOf(raw: unknown): string | null {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined;
  return typeof id === 'string' && /^[0-9A-Za-z]{1,40}$/u.test(id) ? id : null;
}
