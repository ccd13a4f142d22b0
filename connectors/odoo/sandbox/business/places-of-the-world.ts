/** Codes that the platform's list of regions knows and that are no countries. */
const notCountries = new Set([
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'EU',
  'EZ',
  'IC',
  'QO',
  'TA',
  'UN',
  'XA',
  'XB',
  'ZZ',
  'AN',
  'BU',
  'CS',
  'DD',
  'FX',
  'NT',
  'SU',
  'TP',
  'YD',
  'YU',
  'ZR',
]);

let known: readonly (readonly [code: string, name: string])[] | null = null;

/** `[code, English name]` of every country, from the platform's own data: asked once, because it answers slowly. */
export function countries(): readonly (readonly [code: string, name: string])[] {
  known ??= readCountries();
  return known;
}

function readCountries(): (readonly [code: string, name: string])[] {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((code) => {
      const name = notCountries.has(code) ? undefined : names.of(code);
      return name === undefined ? [] : [[code, name] as const];
    });
}

const usStates =
  'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|' +
  'DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|' +
  'KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|' +
  'MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|' +
  'NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|' +
  'SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|' +
  'WV West Virginia|WI Wisconsin|WY Wyoming';
const canadianProvinces =
  'AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NS Nova Scotia|' +
  'ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|NT Northwest Territories|NU Nunavut|YT Yukon';

export interface State {
  readonly country: string;
  readonly code: string;
  readonly name: string;
  /** Its name in module `base`. */
  readonly externalId: string;
}

/** States of the US and Canada, and three more whose code is CA too: a code alone does not name a state. */
export function states(): State[] {
  const split = (text: string): [string, string][] =>
    text.split('|').map((item) => [item.slice(0, 2), item.slice(3)]);
  return [
    ...split(usStates).map(([code, name], index) => ({
      country: 'US',
      code,
      name,
      externalId: `state_us_${index + 1}`,
    })),
    { country: 'IT', code: 'CA', name: 'Cagliari', externalId: 'state_it_ca' },
    { country: 'ES', code: 'CA', name: 'Cádiz', externalId: 'state_es_ca' },
    ...split(canadianProvinces).map(([code, name]) => ({
      country: 'CA',
      code,
      name,
      externalId: `state_ca_${code.toLowerCase()}`,
    })),
    { country: 'UY', code: 'CA', name: 'Canelones', externalId: 'state_uy_02' },
  ];
}

/** `[code, rate against USD, smallest unit]` of the currencies that the sandbox knows. */
export const currencies: readonly (readonly [code: string, rate: number, rounding: number])[] = [
  ['USD', 1, 0.01],
  ['EUR', 1.2834, 0.01],
  ['GBP', 0.784221994, 0.01],
  ['CAD', 1.3685, 0.01],
  ['AUD', 1.5129, 0.01],
  ['NZD', 1.6618, 0.01],
  ['CHF', 0.8812, 0.01],
  ['SEK', 10.471, 0.01],
  ['NOK', 10.884, 0.01],
  ['DKK', 6.8703, 0.01],
  ['PLN', 3.9377, 0.01],
  ['CZK', 22.818, 0.01],
  ['MXN', 18.455, 0.01],
  ['INR', 83.94, 0.01],
  ['SGD', 1.3411, 0.01],
  ['JPY', 151.2, 1],
  ['KWD', 0.3069, 0.001],
];
