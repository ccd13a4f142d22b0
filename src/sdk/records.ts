import { z } from 'zod';
import type { RefusedRecord } from './capabilities.ts';

/** A time with its offset, as epoch milliseconds. Without one it is no moment. */
export const instant = z.string().transform((value, context) => {
  const at = /(Z|[+-]\d\d:\d\d)$/u.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'expected a time with its offset' });
  return at;
});

/** Text; null when empty. Never trimmed. */
export const text = z
  .string()
  .nullable()
  .transform((value) => (value === '' ? null : value));

export interface ParsedRows<Row> {
  readonly rows: readonly Row[];
  readonly refused: readonly RefusedRecord[];
}

/**
 * Reads a vendor's rows one by one: one that is not as promised is refused with its place, the others go on. `idOf` gives
 * the id of a row that may be anything, or null: only what is surely an id may get into a message.
 */
export function parseRecords<Schema extends z.ZodType>(
  schema: Schema,
  raws: readonly unknown[],
  { what, idOf }: { readonly what: string; readonly idOf: (raw: unknown) => string | null },
): ParsedRows<z.output<Schema>> {
  const rows: z.output<Schema>[] = [];
  const refused: RefusedRecord[] = [];
  for (const raw of raws) {
    const parsed = schema.safeParse(raw);
    if (parsed.success) rows.push(parsed.data);
    else refused.push({ id: idOf(raw), reason: `${what}.${placeOf(parsed.error)}` });
  }
  return { rows, refused };
}

/** The first thing that is wrong: where and why, without the value. */
export function placeOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return '$';
  return `${issue.path.map(String).join('.') || '$'}: ${issue.message}`;
}
