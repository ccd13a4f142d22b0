import { z } from 'zod';
import type { RefusedRecord } from '#sdk/capabilities.ts';
import { MalformedAnswerError } from '#sdk/errors.ts';

/** A time as the specification promises it, with its offset; as epoch milliseconds. Without one it is no moment. */
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

/** What a refused record means for work on just that record. */
export function errorFromRefusal({ id, reason }: RefusedRecord): MalformedAnswerError {
  return new MalformedAnswerError(
    `ShipBob's record ${id ?? 'without an id'}: ${reason}`,
    reason.split(':')[0] ?? '$',
  );
}

/** The first thing that is wrong: where and why, without the value. */
export function placeOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return '$';
  return `${issue.path.map(String).join('.') || '$'}: ${issue.message}`;
}

/** Ids of ShipBob are numbers; anything else is a value that must not get into a message. */
export function idOf(raw: unknown): string {
  if (typeof raw !== 'object' || raw === null) return 'unknown';
  const id = 'id' in raw ? raw.id : 'inventory_id' in raw ? raw.inventory_id : undefined;
  return typeof id === 'number' ? String(id) : 'unknown';
}
