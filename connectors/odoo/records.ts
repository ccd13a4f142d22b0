import { z } from 'zod';
import type { RefusedRecord } from '#sdk/capabilities.ts';
import { MalformedAnswerError, RejectedError } from '#sdk/errors.ts';

const FLOAT_NOISE = 1e-6;
const FRACTION = 'expected whole units, got a fraction';

/** A link to one record, `[7, "name"]`; null when empty (Odoo says `false`). */
export const link = z.union([
  z.tuple([z.int(), z.string()], z.unknown()).transform(([id, name]) => ({ id, name })),
  z.literal(false).transform(() => null),
]);

/** A link that must be there. */
export const requiredLink = z
  .tuple([z.int(), z.string()], z.unknown())
  .transform(([id, name]) => ({ id, name }));

/** Text; null when empty (Odoo says `false`). Never trimmed. */
export const text = z
  .union([z.string(), z.literal(false)])
  .transform((value) => (value === false || value === '' ? null : value));

/** Units. Odoo keeps floats; a true fraction is refused, float noise is not. */
export const wholeUnits = z.number().transform((value, context) => {
  const whole = Math.round(value);
  if (Math.abs(value - whole) > FLOAT_NOISE) context.addIssue({ code: 'custom', message: FRACTION });
  return whole === 0 ? 0 : whole;
});

/** `2026-11-22 19:30:29`, always UTC, as epoch milliseconds. */
export const datetime = z.string().transform((value, context) => {
  const at = Date.parse(`${value.replace(' ', 'T')}Z`);
  if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'expected a date and time' });
  return at;
});

export interface ParsedRows<Row> {
  readonly rows: readonly Row[];
  readonly refused: readonly RefusedRecord[];
}

/**
 * Reads the rows of a `read` or `search_read`; a row that is not as promised is refused, the others go on.
 *
 * @param keys fields that were asked for and that the schema leaves open, because not every server has them
 */
export function parseRows<Schema extends z.ZodType>(
  schema: Schema,
  answer: unknown,
  what: string,
  keys: readonly string[] = [],
): ParsedRows<z.output<Schema>> {
  if (!Array.isArray(answer)) {
    throw new MalformedAnswerError(`Odoo answered ${what} with something that is no list`, what);
  }
  const rows: z.output<Schema>[] = [];
  const refused: RefusedRecord[] = [];
  for (const raw of answer as unknown[]) {
    const missing = keys.find((key) => typeof raw !== 'object' || raw === null || !(key in raw));
    const parsed = schema.safeParse(raw);
    if (!parsed.success) refused.push({ id: idOf(raw), reason: reasonOf(parsed.error, what) });
    else if (missing !== undefined) refused.push({ id: idOf(raw), reason: `${what}.${missing}: missing` });
    else rows.push(parsed.data);
  }
  return { rows, refused };
}

/** As `parseRows`, where every row is needed. @throws MalformedAnswerError with the path of the first bad one. */
export function requireRows<Schema extends z.ZodType>(
  schema: Schema,
  answer: unknown,
  what: string,
): readonly z.output<Schema>[] {
  const { rows, refused } = parseRows(schema, answer, what);
  const [bad] = refused;
  if (bad === undefined) return rows;
  throw errorFromRefusal(bad);
}

/** What a refused record means for work on just that record: a fraction stays one, any other defect may pass. */
export function errorFromRefusal({ id, reason }: RefusedRecord): MalformedAnswerError | RejectedError {
  const message = `Odoo's record ${id ?? 'without an id'}: ${reason}`;
  if (reason.endsWith(FRACTION)) return new RejectedError(message, { code: 'fractional-quantity' });
  return new MalformedAnswerError(message, reason.split(':')[0] ?? '$');
}

/** Refuses an answer that was cut by its own limit: what is not seen must not be taken for absent. */
export function refuseCut(rows: readonly unknown[], limit: number, what: string): void {
  if (rows.length < limit) return;
  throw new RejectedError(`Odoo has ${limit} or more ${what} records where fewer were expected`, {
    code: 'too-many-records',
  });
}

/**
 * Refuses a page that is not behind the last one: the pass would never end, or end early and call itself complete.
 *
 * @throws {MalformedAnswerError}
 */
export function refuseStuck(ids: readonly number[], after: number, what: string): void {
  if (ids.every((id) => id > after)) return;
  throw new MalformedAnswerError(
    `Odoo answered a page of ${what} with records of an earlier one`,
    `${what}.id`,
  );
}

function idOf(raw: unknown): string | null {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined;
  // Ids of Odoo are numbers; anything else is a value that must not get into a message.
  return typeof id === 'number' ? String(id) : null;
}

function reasonOf(error: z.ZodError, what: string): string {
  const [issue] = error.issues;
  if (issue === undefined) return what;
  // Of a union, the first form is the usual one ("false" stands for empty): its complaint is the one that helps.
  const inner = issue.code === 'invalid_union' ? issue.errors[0]?.[0] : undefined;
  const path = [what, ...issue.path, ...(inner?.path ?? [])].map(String).join('.');
  return `${path}: ${(inner ?? issue).message}`;
}
