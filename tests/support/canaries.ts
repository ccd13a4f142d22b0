import type { Canary } from './find-in-clear.ts';

/** People and credentials whose every part is unlike anything else, so that it is known wherever it comes up. */
export const person = {
  firstName: 'Zaphirella',
  lastName: "O'Canarîe",
  email: 'canary.buyer@example.test',
  phone: '+16135550177',
  address: {
    firstName: 'Zaphirella',
    lastName: "O'Canarîe",
    address1: '77 Kestrelplume Row',
    address2: 'Flat Featherstone',
    city: 'Canaryville',
    zip: 'K1A9Z7',
    provinceCode: 'CA',
    countryCode: 'US',
    phone: '+16135550188',
  },
} as const;
export const guest = { ...person, email: 'canary.guest@example.test' };
export const leaving = { email: 'canary.leaving@example.test', firstName: 'Quillian' };
export const secrets = {
  clientSecret: 'shpss_canary_90b1f7c2a4',
  klaviyoKey: 'pk_canary_17aa42e9c0d3',
  warehouseToken: 'sb_canary_5510c27f',
  tracking: '1ZCANARY00471',
  otherTracking: '1ZCANARY00472',
} as const;

/** All that must be seen nowhere, each under a name that may. @param more credentials that a run made itself. */
export function canariesOf(more: Readonly<Record<string, string>>): readonly Canary[] {
  return [
    ...Object.entries({
      ...person,
      ...person.address,
      guest: guest.email,
      leaving: leaving.email,
      leavingName: leaving.firstName,
      ...secrets,
      ...more,
    }).flatMap(([name, value]) =>
      // A code of two letters stands everywhere.
      typeof value === 'string' && value.length > 2 ? [{ name, value }] : [],
    ),
    // Of a granted token as much as does not change.
    { name: 'grantedToken', value: 'shpca_' },
  ];
}
