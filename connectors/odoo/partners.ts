import { z } from 'zod';
import type { Address } from '#domain/order.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import { UnknownOutcomeError } from '#sdk/errors.ts';
import type { Client } from './client.ts';
import { addressHash, addressParts, customerName, identifyCustomer, type AddressKind, type CustomerIdentity } from './customer-identity.ts';
import { load } from './load.ts';
import { createMemory } from './memory.ts';
import { createPlaceFinder, type Place, type PlaceFinder } from './places.ts';
import { link, requireRows, text } from './records.ts';

const REMEMBERED = 5_000;
const FOUND_MAX = 50;

/** The contacts that an order names; the same id thrice when all addresses are the customer's own. */
export interface OrderPartners {
  readonly customer: number;
  readonly invoice: number;
  readonly delivery: number;
}

export interface PartnerFinder {
  /** Finds the customer, or creates him. A contact that exists is never changed. */
  of(order: OrderToBook): Promise<OrderPartners>;
  /** After Odoo refused an order: the contact may have been deleted meanwhile. */
  forget(order: OrderToBook): void;
}

const partnerRow = z.object({
  id: z.int(), ref: text, email_normalized: text, active: z.boolean(), parent_id: link, name: text,
  street: text, street2: text, city: text, zip: text, state_id: link, country_id: link,
});
type PartnerRow = z.output<typeof partnerRow>;
const partnerFields = Object.keys(partnerRow.shape);

interface Wanted {
  readonly order: OrderToBook;
  readonly identity: CustomerIdentity;
  readonly addresses: readonly { readonly kind: AddressKind; readonly address: Address; readonly place: Place; readonly hash: string }[];
}

export function createPartnerFinder(client: Client): PartnerFinder {
  const remembered = createMemory<OrderPartners>(REMEMBERED);
  const places = createPlaceFinder(client);
  return {
    of: (order) => remembered.of(memoryKey(order), async () => findOrCreate(client, await wantedOf(order, places))),
    forget(order) {
      remembered.forget(memoryKey(order));
    },
  };
}

function memoryKey(order: OrderToBook): string {
  const { billing, delivery } = order.customer;
  const parts = [billing, delivery].map((address) => (address === null ? null : addressParts(address)));
  return JSON.stringify([identifyCustomer(order).hash, ...parts]);
}

async function wantedOf(order: OrderToBook, places: PlaceFinder): Promise<Wanted> {
  const identity = identifyCustomer(order);
  const { billing, delivery } = order.customer;
  const addresses = [];
  for (const { kind, address } of [{ kind: 'invoice', address: billing ?? delivery }, { kind: 'delivery', address: delivery ?? billing }] as const) {
    if (address !== null) addresses.push({ kind, address, place: await places(address), hash: addressHash(identity, kind, address) });
  }
  return { order, identity, addresses };
}

async function findOrCreate(client: Client, wanted: Wanted): Promise<OrderPartners> {
  const found = await search(client, wanted);
  const customer = pickCustomer(client, wanted, found) ?? (await createCustomer(client, wanted));
  const ids: Partial<Record<AddressKind, number>> = {};
  for (const entry of wanted.addresses) {
    const own = found.find(({ ref }) => ref === reference(client, entry.hash));
    const isCustomers = typeof customer === 'number' ? entry.kind === 'invoice' || isSame(wanted, entry) : isAt(customer, entry, wanted);
    const customerId = typeof customer === 'number' ? customer : customer.id;
    ids[entry.kind] = isCustomers ? customerId : (own?.id ?? (await createAddress(client, wanted, entry, customerId)));
  }
  const id = typeof customer === 'number' ? customer : customer.id;
  return { customer: id, invoice: ids.invoice ?? id, delivery: ids.delivery ?? id };
}

/** One search for the customer by e-mail and for all that we made for him, archived ones among them. */
async function search(client: Client, { identity, addresses }: Wanted): Promise<readonly PartnerRow[]> {
  const references = [identity.hash, ...addresses.map(({ hash }) => hash)].map((hash) => reference(client, hash));
  const ours = ['ref', 'in', references];
  const { result } = await client.call({
    model: 'res.partner', method: 'search_read', effect: 'read',
    params: { domain: identity.email === null ? [ours] : ['|', ['email_normalized', '=', identity.email], ours] },
    options: { fields: partnerFields, order: 'id', limit: FOUND_MAX },
    context: { active_test: false },
  });
  return requireRows(partnerRow, result, 'res.partner');
}

/** An active contact with the e-mail, a person or company before an address of one; else ours; else an archived one. */
function pickCustomer(client: Client, { identity }: Wanted, found: readonly PartnerRow[]): PartnerRow | undefined {
  const byEmail = identity.email === null ? [] : found.filter((row) => row.email_normalized === identity.email);
  return (
    byEmail.find(({ active, parent_id: parent }) => active && parent === null) ??
    byEmail.find(({ active }) => active) ??
    found.find(({ ref }) => ref === reference(client, identity.hash)) ??
    byEmail[0]
  );
}

async function createCustomer(client: Client, { order, identity, addresses }: Wanted): Promise<number> {
  const { email, phone, company } = order.customer;
  const main = addresses[0];
  const cells = {
    id: `${client.settings.module}.partner_${identity.hash}`,
    ref: reference(client, identity.hash),
    name: customerName(order),
    email: email ?? '',
    phone: phone ?? main?.address.phone ?? '',
    ...(await companyCell(client, company ?? main?.address.company ?? null)),
    ...(main === undefined ? {} : addressCells(main)),
  };
  return loadOne(client, cells);
}

async function createAddress(client: Client, { order }: Wanted, entry: Wanted['addresses'][number], customerId: number): Promise<number> {
  const { address, kind, hash } = entry;
  return loadOne(client, {
    id: `${client.settings.module}.address_${hash}`,
    ref: reference(client, hash),
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
  return company !== null && (await client.fields('res.partner')).has('company_name') ? { company_name: company } : {};
}

function addressCells({ address, place }: { address: Address; place: Place }): Record<string, string> {
  const { street, street2, city, zip } = address;
  return {
    street: street ?? '', street2: street2 ?? '', city: city ?? '', zip: zip ?? '',
    'state_id/.id': place.stateId === null ? '' : String(place.stateId),
    'country_id/.id': place.countryId === null ? '' : String(place.countryId),
  };
}

async function loadOne(client: Client, cells: Record<string, string>): Promise<number> {
  const [id] = await load(client, 'res.partner', Object.keys(cells), [Object.values(cells)]);
  if (id === undefined) throw new UnknownOutcomeError('Odoo imported a contact and did not say its id');
  return id;
}

/** Our mark on the contacts that we made; `ref` can be searched where external ids cannot. */
function reference(client: Client, hash: string): string {
  return `${client.settings.module}:${hash}`;
}

/** A customer that was just made has the invoice address as his own. */
function isSame({ addresses }: Wanted, { address }: { address: Address }): boolean {
  const main = addresses[0]?.address;
  return main !== undefined && JSON.stringify(addressParts(main)) === JSON.stringify(addressParts(address));
}

function isAt(row: PartnerRow, { address, place }: { address: Address; place: Place }, { order }: Wanted): boolean {
  const own = [row.name, row.street, row.street2, row.city, row.zip, row.country_id?.id ?? null, row.state_id?.id ?? null];
  const { street, street2, city, zip } = address;
  const asked = [address.name ?? customerName(order), street, street2, city, zip, place.countryId, place.stateId];
  return own.every((part, index) => fold(part) === fold(asked[index] ?? null));
}

function fold(part: string | number | null): string {
  return String(part ?? '').trim().toLowerCase();
}
