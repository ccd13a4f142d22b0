import type { Consent, ConsentChannel, Consents, ConsentState } from '#domain/consent.ts';
import type { Customer } from '#domain/customer.ts';
import { moneyFromDecimal } from '#domain/money.ts';
import type { VendorAgreed, VendorCustomer } from './customer-shape.ts';
import { mapAddress } from './map-personal.ts';

const E164 = /^\+[1-9]\d{5,14}$/;

/**
 * `PENDING` is a question that nobody has answered yet. States that are not here (`INVALID`, `REDACTED`, ones that come
 * later) say nothing of what the customer wants.
 */
const states: ReadonlyMap<string, ConsentState> = new Map([
  ['SUBSCRIBED', 'subscribed'],
  ['NOT_SUBSCRIBED', 'never'],
  ['NEVER_SUBSCRIBED', 'never'],
  ['PENDING', 'never'],
  ['UNSUBSCRIBED', 'unsubscribed'],
]);

/** @throws RangeError when the sum of what was spent is no amount. */
export function mapCustomer(customer: VendorCustomer): Customer {
  const { defaultEmailAddress: email, defaultPhoneNumber: phone, amountSpent } = customer;
  const number = phone?.phoneNumber ?? null;
  return {
    id: customer.id,
    updatedAt: customer.updatedAt,
    email: email?.emailAddress ?? null,
    phone: number !== null && E164.test(number) ? number : null,
    firstName: customer.firstName,
    lastName: customer.lastName,
    company: customer.defaultAddress?.company ?? null,
    locale: customer.locale,
    address: customer.defaultAddress === null ? null : mapAddress(customer.defaultAddress),
    tags: customer.tags,
    lifetime: {
      orders: Number(customer.numberOfOrders),
      spent: moneyFromDecimal(amountSpent.amount, amountSpent.currencyCode),
    },
    consents: consentsOf(customer),
  };
}

export function consentsOf({
  id,
  defaultEmailAddress: email,
  defaultPhoneNumber: phone,
}: VendorAgreed): Consents {
  const sms = phone?.smsMarketingConsent;
  return {
    ...consentOf('email', id, email?.marketingState, email?.marketingUpdatedAt, email?.marketingOptInLevel),
    ...consentOf('sms', id, sms?.state, sms?.updatedAt, sms?.collectedFrom ?? sms?.optInLevel),
  };
}

/** Shopify keeps no record of its own of a consent: who, on which channel and when names it, and does not change. */
function consentOf(
  channel: ConsentChannel,
  customer: string,
  state: string | undefined,
  at: number | null | undefined,
  source: string | null | undefined,
): Consents {
  const known = states.get(state ?? '');
  if (known === undefined) return {};
  const consent: Consent = {
    state: known,
    source: source ?? null,
    at: at ?? null,
    proof: at === null || at === undefined ? null : `${customer} ${channel} ${new Date(at).toISOString()}`,
  };
  return { [channel]: consent };
}
