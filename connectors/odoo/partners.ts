import { z } from 'zod';
import type { OrderToBook } from '#sdk/capabilities.ts';
import { createMemory } from '#sdk/memory.ts';
import type { Client } from './client.ts';
import {
  addressHash,
  addressParts,
  customerName,
  identifyContact,
  identifyCustomer,
  type AddressKind,
} from './customer-identity.ts';
import {
  companyContactMark,
  createAddress,
  createCompany,
  createContact,
  createCustomer,
  contactMark,
  isCompanyContact,
  type WantedAddress,
  type WantedCustomer,
} from './new-contact.ts';
import { createPlaceFinder, type PlaceFinder } from './places.ts';
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
  /** Finds the customer, person or company, or creates it. A contact that exists is never changed. */
  of(order: OrderToBook): Promise<OrderPartners>;
  /** After Odoo refused an order: the contact may have been deleted meanwhile. */
  forget(order: OrderToBook): void;
}

const partnerRow = z.object({
  id: z.int(),
  ref: text,
  email_normalized: text,
  active: z.boolean(),
  parent_id: link,
  name: text,
  street: text,
  street2: text,
  city: text,
  zip: text,
  state_id: link,
  country_id: link,
});
type PartnerRow = z.output<typeof partnerRow>;
const partnerFields = Object.keys(partnerRow.shape);

export function createPartnerFinder(client: Client): PartnerFinder {
  const remembered = createMemory<OrderPartners>(REMEMBERED);
  const places = createPlaceFinder(client);
  return {
    of: (order) =>
      remembered.of(memoryKey(order), async () => findOrCreate(client, await wantedOf(order, places))),
    forget(order) {
      remembered.forget(memoryKey(order));
    },
  };
}

function memoryKey(order: OrderToBook): string {
  const { billing, delivery } = order.customer;
  const parts = [billing, delivery].map((address) => (address === null ? null : addressParts(address)));
  return JSON.stringify([identifyCustomer(order).hash, identifyContact(order)?.hash, ...parts]);
}

async function wantedOf(order: OrderToBook, places: PlaceFinder): Promise<WantedCustomer> {
  const identity = identifyCustomer(order);
  const { billing, delivery } = order.customer;
  const addresses = [];
  for (const { kind, address } of [
    { kind: 'invoice', address: billing ?? delivery },
    { kind: 'delivery', address: delivery ?? billing },
  ] as const) {
    if (address !== null)
      addresses.push({
        kind,
        address,
        place: await places(address),
        hash: addressHash(identity, kind, address),
      });
  }
  return { order, identity, addresses, contact: identifyContact(order) };
}

async function findOrCreate(client: Client, wanted: WantedCustomer): Promise<OrderPartners> {
  const found = await search(client, wanted);
  const isCompany = wanted.order.company !== undefined;
  const create = isCompany ? createCompany : createCustomer;
  const customer = pickCustomer(client, wanted, found) ?? (await create(client, wanted));
  const ids: Partial<Record<AddressKind, number>> = {};
  for (const entry of wanted.addresses) {
    const own = found.find(({ ref }) => ref === contactMark(client, entry.hash));
    const isCustomers =
      typeof customer === 'number'
        ? !isCompany && isNewCustomers(wanted, entry)
        : isAt(customer, entry, wanted);
    const customerId = typeof customer === 'number' ? customer : customer.id;
    ids[entry.kind] = isCustomers
      ? customerId
      : (own?.id ?? (await createAddress(client, wanted, entry, customerId)));
  }
  const id = typeof customer === 'number' ? customer : customer.id;
  await ensureContact(client, wanted, { found, companyId: id });
  return { customer: id, invoice: ids.invoice ?? id, delivery: ids.delivery ?? id };
}

/** The one who ordered for a company is among its people, by our mark or because somebody put him there. */
async function ensureContact(
  client: Client,
  { order, contact }: WantedCustomer,
  { found, companyId }: { readonly found: readonly PartnerRow[]; readonly companyId: number },
): Promise<void> {
  if (contact === null) return;
  const isThere = found.some(
    ({ ref, email_normalized: email, parent_id: parent }) =>
      ref === companyContactMark(client, contact.hash) ||
      (email === contact.email && parent?.id === companyId),
  );
  if (!isThere) await createContact(client, order, { companyId, hash: contact.hash });
}

/** One search by e-mail and for all that we made for the customer, archived ones among them. */
async function search(
  client: Client,
  { identity, addresses, contact }: WantedCustomer,
): Promise<readonly PartnerRow[]> {
  const references = [identity.hash, ...addresses.map(({ hash }) => hash)].map((hash) =>
    contactMark(client, hash),
  );
  if (contact !== null) references.push(companyContactMark(client, contact.hash));
  const ours = ['ref', 'in', references];
  const email = identity.email ?? contact?.email ?? null;
  const { result } = await client.call({
    model: 'res.partner',
    method: 'search_read',
    effect: 'read',
    params: {
      domain: email === null ? [ours] : ['|', ['email_normalized', '=', email], ours],
    },
    options: { fields: partnerFields, order: 'id', limit: FOUND_MAX },
    context: { active_test: false },
  });
  return requireRows(partnerRow, result, 'res.partner');
}

/** An active contact with the e-mail, a person or company before an address of one; else ours; else an archived one. */
function pickCustomer(
  client: Client,
  { identity }: WantedCustomer,
  found: readonly PartnerRow[],
): PartnerRow | undefined {
  const byEmail =
    identity.email === null
      ? []
      : found.filter((row) => row.email_normalized === identity.email && !isCompanyContact(client, row.ref));
  return (
    byEmail.find(({ active, parent_id: parent }) => active && parent === null) ??
    byEmail.find(({ active }) => active) ??
    found.find(({ ref }) => ref === contactMark(client, identity.hash)) ??
    byEmail[0]
  );
}

/** A customer that was just made lives at the invoice address; another recipient there is another contact. */
function isNewCustomers({ order, addresses }: WantedCustomer, { kind, address }: WantedAddress): boolean {
  if (kind === 'invoice') return true;
  const [main] = addresses;
  const isSamePlace = main !== undefined && samePlace(addressParts(main.address), addressParts(address));
  return isSamePlace && fold(address.name ?? customerName(order)) === fold(customerName(order));
}

/** Whether a contact that exists is at this address; an invoice goes there whatever name it is made out to. */
function isAt(row: PartnerRow, { kind, address, place }: WantedAddress, { order }: WantedCustomer): boolean {
  const { street, street2, city, zip } = address;
  const own = [row.street, row.street2, row.city, row.zip, row.country_id?.id, row.state_id?.id];
  const asked = [street, street2, city, zip, place.countryId, place.stateId];
  const isNamed = kind === 'invoice' || fold(row.name) === fold(address.name ?? customerName(order));
  return isNamed && own.every((part, index) => fold(part) === fold(asked[index]));
}

/** Equal but for the recipient's name, which comes first. */
function samePlace(one: readonly string[], other: readonly string[]): boolean {
  return one.slice(1).every((part, index) => fold(part) === fold(other[index + 1]));
}

function fold(part: string | number | null | undefined): string {
  return String(part ?? '')
    .trim()
    .toLowerCase();
}
