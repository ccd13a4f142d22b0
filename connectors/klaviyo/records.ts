import { z } from 'zod';
import type { RefusedRecord } from '#sdk/capabilities.ts';

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

/** Reads rows one by one: one that is not as promised is refused with its place, the others go on. */
export function parseRows<Schema extends z.ZodType>(
  schema: Schema,
  raws: readonly unknown[],
  what: string,
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

/** Ids of Klaviyo are short and plain; anything else is a value that must not get into a message. */
function idOf(raw: unknown): string | null {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined;
  return typeof id === 'string' && /^[0-9A-Za-z]{1,40}$/u.test(id) ? id : null;
}
