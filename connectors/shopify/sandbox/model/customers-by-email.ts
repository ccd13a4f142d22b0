import type { Customer } from './people-records.ts';
import type { ShopState } from './state.ts';

interface Addresses {
  /** How many customers it was made of. */
  size: number;
  /** The first with each address. */
  readonly of: Map<string, Customer>;
}

/** Made anew when an address was changed, so that a shop of many customers stays quick. */
const byEmail = new WeakMap<ShopState, Addresses>();

/** The first customer with this address. */
export function customerOf(state: ShopState, email: string | undefined): Customer | undefined {
  return email === undefined ? undefined : addressesOf(state).of.get(email);
}

/** Call when a customer was added. */
export function noteNewCustomer(state: ShopState, customer: Customer): void {
  const known = byEmail.get(state);
  if (known === undefined) return;
  known.size += 1;
  note(known, customer);
}

/** Call when a customer was changed: the address may be another one. */
export function forgetAddresses(state: ShopState, customer: Customer): void {
  const known = byEmail.get(state);
  if (customer.email !== null && known?.of.get(customer.email) === customer) return;
  byEmail.delete(state);
}

function addressesOf(state: ShopState): Addresses {
  const known = byEmail.get(state);
  if (known?.size === state.customers.size) return known;
  const made: Addresses = { size: state.customers.size, of: new Map() };
  for (const customer of state.customers.values()) note(made, customer);
  byEmail.set(state, made);
  return made;
}

function note({ of }: Addresses, customer: Customer): void {
  if (customer.email !== null && !of.has(customer.email)) of.set(customer.email, customer);
}
