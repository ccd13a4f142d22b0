import type { Address } from '#domain/order.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import { UnknownOutcomeError } from '#sdk/errors.ts';
import type { Client } from './client.ts';
import { customerName, personName, type AddressKind, type CustomerIdentity } from './customer-identity.ts';
import { load } from './load.ts';
import type { Place } from './places.ts';

export interface WantedAddress {
  readonly kind: AddressKind;
  readonly address: Address;
  readonly place: Place;
  readonly hash: string;
}

/** The customer of an order, and the addresses that the order needs: invoice, then delivery. */
export interface WantedCustomer {
  readonly order: OrderToBook;
  readonly identity: CustomerIdentity;
  readonly addresses: readonly WantedAddress[];
  /** Who ordered, where the customer is a company. */
  readonly contact: { readonly email: string; readonly hash: string } | null;
}

/** Makes the customer's contact, with the invoice address as its own. */
export async function createCustomer(
  client: Client,
  { order, identity, addresses }: WantedCustomer,
): Promise<number> {
  const { email, phone, company } = order.customer;
  const main = addresses[0];
  const cells = {
    id: `${client.settings.module}.partner_${identity.hash}`,
    ref: contactMark(client, identity.hash),
    name: customerName(order),
    email: email ?? '',
    phone: phone ?? main?.address.phone ?? '',
    ...(await companyCell(client, company ?? main?.address.company ?? null)),
    ...(main === undefined ? {} : addressCells(main)),
  };
  return loadOne(client, cells);
}

/**
 * Makes a company. It gets no address: its branches order at once, and one would overwrite the other's. Each address is a
 * contact below it, and what people write on the company itself stays.
 */
export async function createCompany(client: Client, { order, identity }: WantedCustomer): Promise<number> {
  return loadOne(client, {
    id: `${client.settings.module}.company_${identity.hash}`,
    ref: contactMark(client, identity.hash),
    name: customerName(order),
    is_company: '1',
  });
}

/** Makes somebody a contact of the company. Without an address: Odoo 19 would write it on the company, 17 and 18 take the company's. */
export async function createContact(
  client: Client,
  order: OrderToBook,
  { companyId, hash }: { readonly companyId: number; readonly hash: string },
): Promise<number> {
  const { email, phone } = order.customer;
  return loadOne(client, {
    id: `${client.settings.module}.contact_${hash}`,
    ref: companyContactMark(client, hash),
    'parent_id/.id': String(companyId),
    type: 'contact',
    name: personName(order),
    email: email ?? '',
    phone: phone ?? '',
  });
}

/** Makes a further address of a customer: in Odoo a contact of its own below his. */
export async function createAddress(
  client: Client,
  { order }: WantedCustomer,
  entry: WantedAddress,
  customerId: number,
): Promise<number> {
  const { address, kind, hash } = entry;
  return loadOne(client, {
    id: `${client.settings.module}.address_${hash}`,
    ref: contactMark(client, hash),
    'parent_id/.id': String(customerId),
    type: kind,
    name: address.name ?? customerName(order),
    phone: address.phone ?? '',
    ...(await companyCell(client, address.company)),
    ...addressCells(entry),
  });
}

/** `company_name` is a plain text beside the contact; a company record is the merchant's to make. */
async function companyCell(client: Client, company: string | null): Promise<Record<string, string>> {
  return company !== null && (await client.fields('res.partner')).has('company_name')
    ? { company_name: company }
    : {};
}

function addressCells({ address, place }: { address: Address; place: Place }): Record<string, string> {
  const { street, street2, city, zip } = address;
  return {
    street: street ?? '',
    street2: street2 ?? '',
    city: city ?? '',
    zip: zip ?? '',
    'state_id/.id': place.stateId === null ? '' : String(place.stateId),
    'country_id/.id': place.countryId === null ? '' : String(place.countryId),
  };
}

async function loadOne(client: Client, cells: Record<string, string>): Promise<number> {
  const [id] = await load(client, 'res.partner', Object.keys(cells), [Object.values(cells)]);
  if (id === undefined) throw new UnknownOutcomeError('Odoo imported a contact and did not say its id');
  return id;
}

/** Our mark on the contacts that we made, in `ref`, which can be searched where external ids cannot. */
export function contactMark(client: Client, hash: string): string {
  return `${client.settings.module}:${hash}`;
}

/** Another mark for the people of a company, so that what one of them buys for himself is never booked on it. */
export function companyContactMark(client: Client, hash: string): string {
  return `${companyContactPrefix(client)}${hash}`;
}

export function isCompanyContact(client: Client, ref: string | null): boolean {
  return ref?.startsWith(companyContactPrefix(client)) === true;
}

function companyContactPrefix({ settings }: Client): string {
  return `${settings.module}:contact:`;
}
