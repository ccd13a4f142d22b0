import { toDecimal } from '#domain/money.ts';
import type { Address } from '#domain/order.ts';
import type { ProfileToWrite } from '#sdk/customers.ts';

/** Properties of a profile that are ours; everybody else's stay as they are. */
const PROPERTIES = {
  tags: 'Syncline Tags',
  orders: 'Syncline Orders',
  spent: 'Syncline Spent',
  currency: 'Syncline Currency',
  segments: 'Syncline Segments',
} as const;

type Json = null | string | number | readonly string[] | { readonly [name: string]: Json };

/** Klaviyo's words for what is given. What is absent is left out, and so left as it is; null is sent, and clears. */
export function toAttributes(profile: ProfileToWrite): Readonly<Record<string, Json>> {
  const { reference, email, phone, firstName, lastName, company, locale, address } = profile;
  const given: Readonly<Record<string, Json | undefined>> = {
    external_id: reference,
    email,
    phone_number: phone,
    first_name: firstName,
    last_name: lastName,
    organization: company,
    locale,
    location: address === undefined ? undefined : toLocation(address),
    properties: toProperties(profile),
  };
  return present(given);
}

/** Also a null address has its fields: `location: null` would leave them, for all that is published. */
function toLocation(address: Address | null): Json {
  return {
    address1: address?.street ?? null,
    address2: address?.street2 ?? null,
    city: address?.city ?? null,
    region: address?.provinceCode ?? null,
    zip: address?.zip ?? null,
    country: address?.countryCode ?? null,
  };
}

function toProperties({ tags, lifetime, segments }: ProfileToWrite): Json | undefined {
  const properties = present({
    [PROPERTIES.tags]: tags,
    [PROPERTIES.segments]: segments,
    ...(lifetime === undefined
      ? {}
      : {
          [PROPERTIES.orders]: lifetime?.orders ?? null,
          [PROPERTIES.spent]: lifetime === null ? null : Number(toDecimal(lifetime.spent)),
          [PROPERTIES.currency]: lifetime?.spent.currency ?? null,
        }),
  });
  return Object.keys(properties).length === 0 ? undefined : properties;
}

function present(values: Readonly<Record<string, Json | undefined>>): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}
