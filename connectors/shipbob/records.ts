import type { z } from 'zod';
import type { RefusedRecord } from '#sdk/capabilities.ts';
import { MalformedAnswerError } from '#sdk/errors.ts';
import { type ParsedRows, parseRecords } from '#sdk/records.ts';

/** Rows of ShipBob, one by one: one that is not as promised is refused with its place, the others go on. */
export function parseRows<Schema extends z.ZodType>(
  schema: Schema,
  raws: readonly unknown[],
  what: string,
): ParsedRows<z.output<Schema>> {
  return parseRecords(schema, raws, { what, idOf });
}

/** What a refused record means for work on just that record. */
export function errorFromRefusal({ id, reason }: RefusedRecord): MalformedAnswerError {
  return new MalformedAnswerError(
    `ShipBob's record ${id ?? 'without an id'}: ${reason}`,
    reason.split(':')[0] ?? '$',
  );
}

/** Ids of ShipBob are numbers; anything else is a value that must not get into a message. */
export function idOf(raw: unknown): string {
  if (typeof raw !== 'object' || raw === null) return 'unknown';
  const id = 'id' in raw ? raw.id : 'inventory_id' in raw ? raw.inventory_id : undefined;
  return typeof id === 'number' ? String(id) : 'unknown';
}
