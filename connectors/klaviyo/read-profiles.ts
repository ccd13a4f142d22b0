import type { Fetched, RefusedRecord } from '#sdk/capabilities.ts';
import type { PersonKeys, StoredProfile } from '#sdk/customers.ts';
import { MalformedAnswerError, RejectedError } from '#sdk/errors.ts';
import type { Client } from './client.ts';
import { anyOf, equals } from './filters.ts';
import { linkedPages } from './linked-pages.ts';
import { profileRow } from './profile-shape.ts';
import { parseRows } from './records.ts';

/** References go into the address of one call. */
export const READ_MAX = 50;

/** Klaviyo leaves the consents out unless asked for them. */
export const withConsents = { 'additional-fields[profile]': 'subscriptions' } as const;

/** The profile with this reference, or null. */
export async function findProfile(client: Client, reference: string): Promise<StoredProfile | null> {
  const { items, refused } = await readProfiles(client, [reference]);
  const [bad] = refused;
  if (bad !== undefined) throw new MalformedAnswerError(`a profile of Klaviyo: ${bad.reason}`, bad.reason);
  if (items.length < 2) return items[0] ?? null;
  throw new RejectedError('several profiles of Klaviyo carry this reference', {
    code: 'ambiguous-reference',
  });
}

export async function readProfiles(
  client: Client,
  references: readonly string[],
): Promise<Fetched<StoredProfile>> {
  if (references.length > READ_MAX) throw new RangeError(`${references.length} references in one read`);
  return listed(client, anyOf('external_id', references), (profile) =>
    references.includes(profile.reference ?? ''),
  );
}

/** The ids of all profiles that any of the keys leads to. Addresses are compared by Klaviyo, in its own way. */
export async function profileIdsOf(
  client: Client,
  { reference, email, phone }: PersonKeys,
): Promise<readonly string[]> {
  const filters = [
    ...(reference === null ? [] : [equals('external_id', reference)]),
    ...(email === null ? [] : [equals('email', email)]),
    ...(phone === null ? [] : [equals('phone_number', phone)]),
  ];
  const ids = new Set<string>();
  for (const filter of filters) {
    const { items, refused } = await listed(client, filter, () => true);
    for (const { id } of [...items, ...refused]) {
      if (id === null) throw new MalformedAnswerError('a profile of Klaviyo has no id', 'data.id');
      ids.add(id);
    }
  }
  return [...ids];
}

async function listed(
  client: Client,
  filter: string,
  isAsked: (profile: StoredProfile) => boolean,
): Promise<Fetched<StoredProfile>> {
  const query = { ...withConsents, filter, 'page[size]': '100' };
  const items: StoredProfile[] = [];
  const refused: RefusedRecord[] = [];
  let times = { sentAt: client.clock.now(), answeredAt: client.clock.now(), vendorAt: null as number | null };
  let isFirst = true;
  for await (const page of linkedPages(client, { operation: 'get_profiles', query })) {
    const parsed = parseRows(profileRow, page.data, 'profile');
    if (!parsed.rows.every(isAsked)) {
      throw new MalformedAnswerError('Klaviyo answered with profiles that were not asked for', 'external_id');
    }
    items.push(...parsed.rows);
    refused.push(...parsed.refused);
    times = {
      sentAt: isFirst ? page.sentAt : times.sentAt,
      answeredAt: page.answeredAt,
      vendorAt: isFirst ? page.vendorAt : times.vendorAt,
    };
    isFirst = false;
  }
  return { items, refused, ...times };
}
