import { createHash } from 'node:crypto';
import type { Address } from '#domain/order.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';

const HASH_CHARS = 24;

export type AddressKind = 'invoice' | 'delivery';

/** Who bought, as far as it can be recognized again: by e-mail, else by the store's customer, else by this one order. */
export interface CustomerIdentity {
  readonly email: string | null;
  /** Constant for the same customer; part of the contact's external id and of its reference. */
  readonly hash: string;
}

export function identifyCustomer(order: OrderToBook): CustomerIdentity {
  const email = normalizeEmail(order.customer.email);
  const { customerId } = order.customer;
  const known = customerId === null ? `order:${order.reference}` : `customer:${order.store}:${customerId}`;
  return { email, hash: hashOf(email === null ? known : `email:${email}`) };
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

/** The name of the contact: Odoo takes none without. */
export function customerName(order: OrderToBook): string {
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
