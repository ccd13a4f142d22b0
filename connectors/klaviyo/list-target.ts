import { z } from 'zod';
import type { Page } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { ListTarget } from '#sdk/member-lists.ts';
import type { Client } from './client.ts';
import { linkedPages } from './linked-pages.ts';
import { parseRows } from './records.ts';

/** As published. */
const MEMBERS_MAX = 1_000;

const member = z.object({ id: z.string().min(1) });
const flows = z.object({ data: z.array(z.unknown()) });

/** Klaviyo's lists. Who is added to a list gets whatever flows it triggers, so one that triggers any is left alone. */
export function createListTarget(client: Client): ListTarget {
  return {
    idempotency: { by: 'unique-reference' },
    quarantineMs: client.settings.quarantineMs,
    batchMax: MEMBERS_MAX,
    members: (list) => members(client, list),
    async add(list, profileIds) {
      const body = toBody(profileIds);
      const operation = 'get_ids_for_flows_triggered_by_list';
      const { data } = await client.read({ operation, id: list, schema: flows });
      if (data.data.length > 0) {
        throw new RejectedError('this list of Klaviyo triggers flows; use one that triggers none', {
          code: 'list-reacts',
        });
      }
      await client.write({ operation: 'add_profiles_to_list', id: list, body });
    },
    async remove(list, profileIds) {
      await client.write({ operation: 'remove_profiles_from_list', id: list, body: toBody(profileIds) });
    },
  };
}

async function* members(client: Client, list: string): AsyncGenerator<Page<{ readonly id: string }>> {
  const query = { sort: 'joined_group_at', 'page[size]': String(client.settings.pageSize) };
  const read = { operation: 'get_profile_ids_for_list', id: list, query } as const;
  for await (const { data, next, sentAt, answeredAt, vendorAt } of linkedPages(client, read)) {
    const { rows: items, refused } = parseRows(member, data, 'member');
    yield { items, refused, cursor: 'whole', complete: next === null, sentAt, answeredAt, vendorAt };
  }
}

function toBody(profileIds: readonly string[]) {
  if (profileIds.length > MEMBERS_MAX) throw new RangeError(`${profileIds.length} members in one call`);
  return { data: profileIds.map((id) => ({ type: 'profile', id })) };
}
