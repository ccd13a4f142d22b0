import type { Chance } from './chance.ts';
import type { NewCustomer } from './store-desk.ts';

const FIRST_NAMES = [
  'Ada',
  'Bram',
  'Chiara',
  'Deniz',
  'Elif',
  'Finn',
  'Grace',
  'Hana',
  'Ivo',
  'Jörg',
  'Käthe',
  'Luca',
];
const LAST_NAMES = [
  'Abel',
  'Brandt',
  'Costa',
  'Dubois',
  "D'Angelo",
  'Eriksen',
  'Fuchs',
  'García',
  'Novák',
  'O’Hara',
];
/** Where invented customers live: state, city and zip fit each other, because ERPs look. */
const HOMES = [
  { countryCode: 'US', provinceCode: 'CA', city: 'Oakland', zip: '94607' },
  { countryCode: 'US', provinceCode: 'NY', city: 'Brooklyn', zip: '11201' },
  { countryCode: 'US', provinceCode: 'CA', city: 'Los Angeles', zip: '90013' },
  { countryCode: 'DE', provinceCode: null, city: 'Hamburg', zip: '20095' },
  { countryCode: 'FR', provinceCode: null, city: 'Lyon', zip: '69002' },
] as const;
const GUEST_SHARE = 0.25;
/** Few enough that customers come back. */
const CUSTOMERS = 400;

/** Somebody who buys; the same number is the same person. @param known the customer's id in a file, when there is one. */
export function inventCustomer(chance: Chance, known?: string, country?: string): NewCustomer {
  const number = known ?? String(chance.between(1, CUSTOMERS));
  const index = Buffer.from(number).reduce((sum, byte) => (sum * 31 + byte) % 100_000, 7);
  const firstName = FIRST_NAMES[index % FIRST_NAMES.length] ?? 'Ada';
  const lastName = LAST_NAMES[Math.floor(index / FIRST_NAMES.length) % LAST_NAMES.length] ?? 'Abel';
  const home = HOMES[index % HOMES.length] ?? HOMES[0];
  return {
    isGuest: known === undefined && chance.hits(GUEST_SHARE),
    firstName,
    lastName,
    email: `customer-${number}@example.com`,
    ...(country === undefined || country === home.countryCode
      ? home
      : { countryCode: country, provinceCode: null, city: 'Springfield', zip: '10000' }),
  };
}
