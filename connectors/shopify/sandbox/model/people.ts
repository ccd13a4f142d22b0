import type { Address, Customer } from './people-records.ts';
import type { ShopState } from './state.ts';

export interface AddressInput {
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly company?: string | null | undefined;
  readonly address1?: string | null | undefined;
  readonly address2?: string | null | undefined;
  readonly city?: string | null | undefined;
  readonly zip?: string | null | undefined;
  readonly province?: string | null | undefined;
  readonly provinceCode?: string | null | undefined;
  readonly country?: string | null | undefined;
  readonly countryCode?: string | null | undefined;
  readonly phone?: string | null | undefined;
}

export interface CustomerInput {
  readonly id?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: AddressInput | undefined;
}

/** One customer per e-mail address, as in a shop; without one, always a new customer. */
export function toCustomer(state: ShopState, input: CustomerInput): Customer {
  const known =
    input.id === undefined
      ? [...state.customers.values()].find(
          (customer) => input.email !== undefined && customer.email === input.email,
        )
      : state.customers.get(input.id);
  if (known !== undefined) return known;
  const now = state.now();
  const customer: Customer = {
    kind: 'Customer',
    id: input.id ?? state.ids.next('Customer'),
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    email: input.email ?? null,
    phone: input.phone ?? null,
    createdAt: now,
    updatedAt: now,
  };
  state.customers.set(customer.id, customer);
  return customer;
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

export function toAddress(state: ShopState, input: AddressInput | undefined): Address | null {
  if (input === undefined) return null;
  const countryCode = input.countryCode ?? null;
  return {
    kind: 'MailingAddress',
    id: state.ids.next('MailingAddress'),
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    company: input.company ?? null,
    address1: input.address1 ?? null,
    address2: input.address2 ?? null,
    city: input.city ?? null,
    zip: input.zip ?? null,
    province: input.province ?? null,
    provinceCode: input.provinceCode ?? null,
    country: input.country ?? (countryCode === null ? null : (countryNames.of(countryCode) ?? null)),
    countryCode,
    phone: input.phone ?? null,
  };
}
