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

// Times in epoch ms from which each of the two ways of asking goes on; null: from the beginning.
const cursorShape = z
  .object({ updatedSince: z.int().nullable(), suppressedSince: z.int().nullable() })
  .strict();
type ConsentCursor = z.output<typeof cursorShape>;

/**
 * Whether a no moves the stamp `updated` of a profile is not published. So each pass asks for those who were suppressed since
 * the last one, which a no to e-mail makes, and then for those who were updated. A cursor names times and no page of Klaviyo:
 * how long those live is not published either.
 */
export function createConsentSource(client: Client): ConsentSource {
  return {
    indexLagMs: client.settings.overlapMs,
    async *changedSince(cursor) {
      const at = parseCursor(cursor);
      const pass = { startedAt: null as number | null, updatedSince: at.updatedSince };
      if (at.suppressedSince !== null) {
        for await (const page of profiles(client, SUPPRESSED_AT, at.suppressedSince)) {
          pass.startedAt ??= page.vendorAt ?? page.sentAt;
          yield toPage(page, { cursor: at, complete: false });
        }
      }
      for await (const page of profiles(client, 'updated', at.updatedSince)) {
        pass.startedAt ??= page.vendorAt ?? page.sentAt;
        const complete = page.next === null;
        pass.updatedSince = complete ? pass.startedAt : latest(page, pass.updatedSince);
        const next = { updatedSince: pass.updatedSince, suppressedSince: pass.startedAt };
        yield toPage(page, { cursor: next, complete });
      }
    },
    async *all() {
      const query = { ...withConsents, sort: 'id', 'page[size]': String(client.settings.pageSize) };
      for await (const page of linkedPages(client, { operation: 'get_profiles', query })) {
        const cursor = { updatedSince: null, suppressedSince: null };
        yield toPage(page, { cursor, complete: page.next === null });
      }
    },
  };
}

function profiles(client: Client, stamp: string, since: number | null): AsyncGenerator<LinkedPage> {
  const { overlapMs, pageSize } = client.settings;
  return linkedPages(client, {
    operation: 'get_profiles',
    query: {
      ...withConsents,
      ...(since === null ? {} : { filter: after(stamp, since - overlapMs) }),
      sort: stamp,
      'page[size]': String(pageSize),
    },
  });
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
  if (cursor === null) return { updatedSince: null, suppressedSince: null };
  try {
    return cursorShape.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new RejectedError('the cursor of this pull is not one of the Klaviyo connector', {
      code: 'bad-cursor',
      cause,
    });
  }
}
