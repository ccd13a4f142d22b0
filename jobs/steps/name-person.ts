import type { PersonKeys } from '#sdk/customers.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { isBeingWritten, isWritten } from './profile-state.ts';

/** How somebody is to be named in an event; `soon`: their profile is about to be written. */
type Named = PersonKeys | 'soon';

/**
 * By our reference only once the profile has it: an event would make a second profile of somebody who is known there by their
 * address, and then the two stand in each other's way.
 */
export async function whoToName(
  { ledger, connection }: Pick<JobContext, 'ledger' | 'connection'>,
  person: PersonKeys,
): Promise<Named> {
  const named = await ledger.read((tx) => namesOf(tx, connection, [person]));
  return named.get(person) ?? person;
}

/** The same for many, in one transaction. */
export async function namesOf(
  tx: LedgerTransaction,
  connection: string,
  people: readonly PersonKeys[],
): Promise<ReadonlyMap<PersonKeys, Named>> {
  const references = new Set(people.flatMap(({ reference }) => reference ?? []));
  const states = await tx.profiles.get(connection, [...references]);
  const named = new Map<PersonKeys, Named>();
  for (const person of people) {
    const { reference } = person;
    const isKnown = reference === null || isWritten(states.get(reference));
    if (isKnown) named.set(person, person);
    else if (await isBeingWritten(tx, { connection, reference })) named.set(person, 'soon');
    else
      named.set(
        person,
        person.email === null && person.phone === null ? person : { ...person, reference: null },
      );
  }
  return named;
}
