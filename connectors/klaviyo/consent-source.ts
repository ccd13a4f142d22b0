import { z } from 'zod';
import type { Page } from '#sdk/capabilities.ts';
import type { ConsentSource } from '#sdk/consents.ts';
import type { StoredProfile } from '#sdk/customers.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { Client } from './client.ts';
import { after } from './filters.ts';
import { type LinkedPage, linkedPages } from './linked-pages.ts';
import { profileRow } from './profile-shape.ts';
import { withConsents } from './read-profiles.ts';
import { parseRows } from './records.ts';

const SUPPRESSED_AT = 'subscriptions.email.marketing.suppression.timestamp';

// Times in epoch ms from which each of the two ways of asking goes on, and when the last pass began that went back by the
// whole overlap; null: from the beginning, and none yet.
const cursorShape = z
  .object({
    updatedSince: z.int().nullable(),
    suppressedSince: z.int().nullable(),
    overlapReadAt: z.int().nullable(),
  })
  .strict();
type ConsentCursor = z.output<typeof cursorShape>;

/** How far a pass between two that go back by the whole overlap goes back. */
const SHORT_OVERLAP_MS = 15_000;

/**
 * Whether a no moves the stamp `updated` of a profile is not published. So each pass asks for those who were suppressed since
 * the last one, which a no to e-mail makes, and then for those who were updated. A cursor names times and no page of Klaviyo:
 * how long those live is not published either.
 *
 * A pass goes back by the whole overlap once in each overlap, from the last one that did: what the index shows within that time is
 * read then at the latest. To do so in every pass would read again and again what a backfill of ours has just written.
 */
export function createConsentSource(client: Client): ConsentSource {
  return {
    indexLagMs: client.settings.overlapMs,
    async *changedSince(cursor) {
      const at = parseCursor(cursor);
      const pass = { startedAt: null as number | null, updatedSince: at.updatedSince };
      if (at.suppressedSince !== null) {
        const since = at.suppressedSince - client.settings.overlapMs;
        for await (const page of profiles(client, SUPPRESSED_AT, since)) {
          pass.startedAt ??= page.vendorAt ?? page.sentAt;
          yield toPage(page, { cursor: at, complete: false });
        }
      }
      const { since, isWhole } = beginningOf(at, client.settings.overlapMs);
      for await (const page of profiles(client, 'updated', since)) {
        pass.startedAt ??= page.vendorAt ?? page.sentAt;
        const complete = page.next === null;
        pass.updatedSince = complete ? pass.startedAt : latest(page, pass.updatedSince);
        const next = {
          updatedSince: pass.updatedSince,
          suppressedSince: pass.startedAt,
          overlapReadAt: isWhole && complete ? pass.startedAt : at.overlapReadAt,
        };
        yield toPage(page, { cursor: next, complete });
      }
    },
    async *all() {
      const query = { ...withConsents, sort: 'id', 'page[size]': String(client.settings.pageSize) };
      for await (const page of linkedPages(client, { operation: 'get_profiles', query })) {
        const cursor = { updatedSince: null, suppressedSince: null, overlapReadAt: null };
        yield toPage(page, { cursor, complete: page.next === null });
      }
    },
  };
}

function profiles(client: Client, stamp: string, since: number | null): AsyncGenerator<LinkedPage> {
  return linkedPages(client, {
    operation: 'get_profiles',
    query: {
      ...withConsents,
      ...(since === null ? {} : { filter: after(stamp, since) }),
      sort: stamp,
      'page[size]': String(client.settings.pageSize),
    },
  });
}

/** Where a pass begins, and whether it goes back by the whole overlap. */
function beginningOf(
  { updatedSince, overlapReadAt }: ConsentCursor,
  overlapMs: number,
): { readonly since: number | null; readonly isWhole: boolean } {
  if (updatedSince === null) return { since: null, isWhole: true };
  if (overlapReadAt === null) return { since: updatedSince - overlapMs, isWhole: true };
  if (updatedSince - overlapReadAt >= overlapMs) return { since: overlapReadAt - overlapMs, isWhole: true };
  return { since: updatedSince - Math.min(overlapMs, SHORT_OVERLAP_MS), isWhole: false };
}

/** Rows come in the order of their stamp, so what lies before the last of them has been seen. */
function latest({ data }: LinkedPage, before: number | null): number | null {
  const stamps = parseRows(profileRow, data, 'profile').rows.flatMap(({ updatedAt }) =>
    updatedAt === null ? [] : [updatedAt],
  );
  return stamps.length === 0 ? before : Math.max(before ?? 0, ...stamps);
}

function toPage(
  { data, sentAt, answeredAt, vendorAt }: LinkedPage,
  { cursor, complete }: { readonly cursor: ConsentCursor; readonly complete: boolean },
): Page<StoredProfile> {
  const { rows: items, refused } = parseRows(profileRow, data, 'profile');
  return { items, refused, cursor: JSON.stringify(cursor), complete, sentAt, answeredAt, vendorAt };
}

function parseCursor(cursor: string | null): ConsentCursor {
  if (cursor === null) return { updatedSince: null, suppressedSince: null, overlapReadAt: null };
  try {
    return cursorShape.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new RejectedError('the cursor of this pull is not one of the Klaviyo connector', {
      code: 'bad-cursor',
      cause,
    });
  }
}
