import type { PersonKeys } from '#sdk/customers.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { jobNames } from '#jobs/job-names.ts';

/**
 * By our reference only once the profile has it: an event would make a second profile of somebody who is known there by their
 * address, and then the two stand in each other's way. `soon`: the profile is about to be written.
 */
export async function whoToName(
  { ledger, connection }: Pick<JobContext, 'ledger' | 'connection'>,
  person: PersonKeys,
): Promise<PersonKeys | 'soon'> {
  const { reference } = person;
  if (reference === null) return person;
  const { state, row } = await ledger.read(async (tx) => ({
    state: (await tx.profiles.get(connection, [reference])).get(reference),
    row: await tx.work.get({ job: jobNames.syncProfiles, subject: reference, connection }),
  }));
  if (state?.written !== null && state?.written !== undefined && state.batch === null) return person;
  if (row !== null && row.state === 'open' && row.wanted > row.done) return 'soon';
  return person.email === null && person.phone === null ? person : { ...person, reference: null };
}
