import type { CustomerTarget, PersonKeys } from '#sdk/customers.ts';
import { afterWrite, type Client } from './client.ts';
import { importOutcome, importProfiles, PROFILES_MAX } from './import-jobs.ts';
import { findProfile, profileIdsOf, READ_MAX, readProfiles } from './read-profiles.ts';

/**
 * Customers are Klaviyo's profiles; our reference is their `external_id`, which is unique within an account. Importing says
 * the same again, so it may be repeated at any time. An import changes no consent and puts nobody on a list.
 */
export function createCustomerTarget(client: Client): CustomerTarget {
  return {
    idempotency: { by: 'unique-reference' },
    quarantineMs: client.settings.quarantineMs,
    batchMax: PROFILES_MAX,
    readMax: READ_MAX,
    find: (reference) => findProfile(client, reference),
    read: (references) => readProfiles(client, references),
    upsert: (profiles) => importProfiles(client, profiles),
    outcome: (id) => importOutcome(client, id),
    erase: (person) => eraseProfiles(client, person),
  };
}

/** One request for each profile: a request may name one identifier only. Klaviyo works them off later. */
async function eraseProfiles(client: Client, person: PersonKeys): Promise<void> {
  const ids = await profileIdsOf(client, person);
  for (const [index, id] of ids.entries()) {
    const erase = () =>
      client.write({
        operation: 'request_profile_deletion',
        body: {
          data: {
            type: 'data-privacy-deletion-job',
            attributes: { profile: { data: { type: 'profile', id, attributes: {} } } },
          },
        },
      });
    await (index === 0 ? erase() : afterWrite(erase));
  }
}
