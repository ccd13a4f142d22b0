import { createHash } from 'node:crypto';
import type { BuyingCompany } from '#domain/business-buyer.ts';
import type { Address } from '#domain/order.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';

const HASH_CHARS = 24;

export type AddressKind = 'invoice' | 'delivery';

/** Who bought, as far as it can be recognized again. */
export interface CustomerIdentity {
  /** Null for a company: whoever of its people ordered, it is the same customer. */
  readonly email: string | null;
  /** Constant for the same customer; part of the contact's external id and of its reference. */
  readonly hash: string;
}

/** A company by the store's id of it; a person by e-mail, else by the store's customer, else by this one order. */
export function identifyCustomer(order: OrderToBook): CustomerIdentity {
  const { company } = order;
  return company === undefined ? identifyPerson(order) : { email: null, hash: companyHash(order, company) };
}

function companyHash({ store }: OrderToBook, { id }: BuyingCompany): string {
  return hashOf(`company:${store}:${id}`);
}

function identifyPerson(order: OrderToBook): CustomerIdentity {
  const email = normalizeEmail(order.customer.email);
  const { customerId } = order.customer;
  const known = customerId === null ? `order:${order.reference}` : `customer:${order.store}:${customerId}`;
  return { email, hash: hashOf(email === null ? known : `email:${email}`) };
}

/** Who ordered for a company, where he can be written to: a contact of that company, also if he is known as a customer of his own. */
export function identifyContact(
  order: OrderToBook,
): { readonly email: string; readonly hash: string } | null {
  const email = normalizeEmail(order.customer.email);
  if (order.company === undefined || email === null) return null;
  return { email, hash: hashOf(JSON.stringify([companyHash(order, order.company), email])) };
}

/** The hash of one address of one customer: the same address is one contact, another is another. */
export function addressHash(identity: CustomerIdentity, kind: AddressKind, address: Address): string {
  return hashOf(JSON.stringify([identity.hash, kind, ...addressParts(address), address.phone]));
}

export function addressParts(address: Address): readonly string[] {
  const { name, company, street, street2, city, zip, provinceCode, countryCode } = address;
  return [name, company, street, street2, city, zip, provinceCode, countryCode].map((part) =>
    (part ?? '').trim(),
  );
}

/** The name of the customer: Odoo takes none without. */
export function customerName(order: OrderToBook): string {
  return order.company?.name ?? personName(order);
}

export function personName(order: OrderToBook): string {
  const { name, email, company, billing, delivery } = order.customer;
  const names = [billing?.name, name, delivery?.name, company, email];
  return names.find((part) => part != null && part.trim() !== '') ?? `Customer of ${order.orderNumber}`;
}

/** As Odoo's `email_normalized`: lower case; null for what is no address. */
function normalizeEmail(email: string | null): string | null {
  const trimmed = email?.trim().toLowerCase() ?? '';
  return /^[^\s@<>"',;]+@[^\s@<>"',;]+$/u.test(trimmed) ? trimmed : null;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_CHARS);
}
