import { normalizeContact } from '#domain/contact.ts';
import type { PersonKeys } from '#sdk/customers.ts';
import type { Sealer } from '../sealing.ts';

const textOf = {
  email: (email: string) => `email|${normalizeContact('email', email)}`,
  sms: (phone: string) => `sms|${normalizeContact('sms', phone)}`,
  reference: (reference: string) => `reference|${reference}`,
};

/** Keyed fingerprints that find a person without storing a word about them. */
export function personHashes(sealer: Sealer) {
  return {
    contact: (channel: 'email' | 'sms', contact: string | null) =>
      contact === null ? null : sealer.fingerprint(textOf[channel](contact)),
    /** Under every key that texts were ever sealed with, so that a new key forgets nobody. */
    contactByAnyKey: (channel: 'email' | 'sms', contact: string) =>
      sealer.fingerprints(textOf[channel](contact)),
    current: (person: PersonKeys) => hashesOf(person, (text) => [sealer.fingerprint(text)]),
    byAnyKey: (person: PersonKeys) => hashesOf(person, (text) => sealer.fingerprints(text)),
  };
}

function hashesOf(
  { reference, email, phone }: PersonKeys,
  hash: (text: string) => readonly string[],
): readonly string[] {
  return [
    ...(reference === null ? [] : hash(textOf.reference(reference))),
    ...(email === null ? [] : hash(textOf.email(email))),
    ...(phone === null ? [] : hash(textOf.sms(phone))),
  ];
}
