import type { z } from 'zod';
import type { RefusedRecord } from '#sdk/capabilities.ts';
import { describeIssue } from './answer-shape.ts';

export interface Sorted<Item> {
  readonly items: readonly Item[];
  readonly refused: readonly RefusedRecord[];
}

/**
 * Checks each record of a page on its own, so that one with a missing field is set aside with the place of its fault
 * and the others go on.
 */
export function sortRecords<Item>(records: readonly unknown[], shape: z.ZodType<Item>): Sorted<Item> {
  const items: Item[] = [];
  const refused: RefusedRecord[] = [];
  for (const record of records) {
    const parsed = shape.safeParse(record);
    if (parsed.success) items.push(parsed.data);
    else refused.push({ id: idOf(record), reason: describeIssue(parsed.error).reason });
  }
  return { items, refused };
}

function idOf(record: unknown): string | null {
  if (typeof record !== 'object' || record === null || !('id' in record)) return null;
  return typeof record.id === 'string' ? record.id : null;
}
