import type { PersonKeys } from '#sdk/customers.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { isBeingWritten, isWritten } from './profile-state.ts';

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
  const { isThere, isSoon } = await ledger.read(async (tx) => ({
    isThere: isWritten((await tx.profiles.get(connection, [reference])).get(reference)),
    isSoon: await isBeingWritten(tx, { connection, reference }),
  }));
  if (isThere) return person;
  if (isSoon) return 'soon';
  return person.email === null && person.phone === null ? person : { ...person, reference: null };
}
