import type {
  Address,
  Agreed,
  ConsentEntry,
  Customer,
  MarketingChannel,
  MarketingState,
} from './people-records.ts';
import { customerOf, forgetAddresses, noteNewCustomer } from './customers-by-email.ts';
import { announce, type ShopState } from './state.ts';

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
  const known = input.id === undefined ? customerOf(state, input.email) : state.customers.get(input.id);
  if (known !== undefined) return known;
  const customer = newCustomer(state, input.id ?? state.ids.next('Customer'), input);
  state.customers.set(customer.id, customer);
  noteNewCustomer(state, customer);
  announce(state, 'customers/create', customer);
  return customer;
}

const nothingSaid: Agreed = { state: 'NOT_SUBSCRIBED', optInLevel: null, updatedAt: null };

export function newCustomer(state: ShopState, id: string, input: CustomerInput): Customer {
  const now = state.now();
  return {
    kind: 'Customer',
    id,
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    email: input.email ?? null,
    phone: input.phone ?? null,
    address: toAddress(state, input.address),
    locale: 'en',
    tags: [],
    agreed: { email: nothingSaid, sms: nothingSaid },
    createdAt: now,
    updatedAt: now,
  };
}

/** Something about the customer changed: moves the stamp, `customers/update` is told. */
export function touchCustomer(state: ShopState, customer: Customer): void {
  customer.updatedAt = Math.max(customer.updatedAt, state.now());
  forgetAddresses(state, customer);
  announce(state, 'customers/update', customer);
}

const consentTopics = {
  email: 'customers_email_marketing_consent/update',
  sms: 'customers_marketing_consent/update',
} as const;

export interface Agreement {
  readonly channel: MarketingChannel;
  readonly said: MarketingState;
  readonly optInLevel?: Agreed['optInLevel'];
  /** Epoch ms. */
  readonly at: number;
  readonly by: ConsentEntry['by'];
}

/** What the customer wants on a channel from now on. */
export function agree(
  state: ShopState,
  customer: Customer,
  { channel, said, optInLevel, at, by }: Agreement,
): void {
  const { id: customerId, email } = customer;
  state.consentLog.push({ at: state.now(), customerId, email, channel, said, by });
  customer.agreed[channel] = { state: said, optInLevel: optInLevel ?? 'SINGLE_OPT_IN', updatedAt: at };
  announce(state, consentTopics[channel], customer);
  touchCustomer(state, customer);
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
