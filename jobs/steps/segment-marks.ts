import { customerReference } from '#domain/customer.ts';
import { priorities, type Priority } from '#domain/priority.ts';
import { jobNames } from '#jobs/job-names.ts';
import type { CustomerRef } from '#sdk/ledger/customers.ts';
import type { Mark } from '#sdk/ledger/work.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { fedBy } from './marketing-marks.ts';

/** The one subject of `push-segments`. */
export const SEGMENTS = 'segments';
/** Changes that come together are pushed together. */
const GATHER_MS = 15_000;

/** Whether anybody asks which segments the customers of this store are in. */
export function hasSegments(settings: SyncSettings, store: string): boolean {
  return settings.segments.rules.size > 0 && fedBy(settings, store).length > 0;
}

/** "This customer may have come into a segment, or left one." */
export function judgeCustomer(
  settings: SyncSettings,
  { connection, id }: CustomerRef,
  { cause, priority = 'catalog' }: { readonly cause: string; readonly priority?: Priority },
): readonly Mark[] {
  if (!hasSegments(settings, connection)) return [];
  return [{ job: jobNames.evaluateSegments, subject: id, connection, cause, priority: priorities[priority] }];
}

/** The tools that are told of one of these segments. */
export function pushMarks(
  settings: SyncSettings,
  { connection, id }: CustomerRef,
  { segments, now }: { readonly segments: readonly string[]; readonly now: number },
): readonly Mark[] {
  return fedBy(settings, connection)
    .filter((tool) => segments.some((name) => settings.marketing[tool]?.segments?.[name] !== undefined))
    .map((tool) => ({
      job: jobNames.pushSegments,
      subject: SEGMENTS,
      connection: tool,
      cause: `segments of ${customerReference(connection, id)}`,
      priority: priorities.backfill,
      dueAt: now + GATHER_MS,
    }));
}
