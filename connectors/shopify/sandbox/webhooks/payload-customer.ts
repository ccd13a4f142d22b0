import type { Customer, MarketingChannel } from '../model/people-records.ts';
import type { ShopState } from '../model/state.ts';
import { numericId } from './raw-number.ts';
import { restTime } from './rest-values.ts';

/** A customer, as far as readers of hints look at it. */
export function customerPayload(state: ShopState, customer: Customer): unknown {
  return {
    id: numericId(customer.id),
    admin_graphql_api_id: customer.id,
    created_at: restTime(state, customer.createdAt),
    updated_at: restTime(state, customer.updatedAt),
    first_name: customer.firstName,
    last_name: customer.lastName,
    email: customer.email,
    phone: customer.phone,
    currency: state.settings.currency,
  };
}

export function consentPayload(state: ShopState, customer: Customer, channel: MarketingChannel): unknown {
  const { state: said, optInLevel, updatedAt } = customer.agreed[channel];
  return {
    customer_id: numericId(customer.id),
    [channel === 'email' ? 'email_marketing_consent' : 'sms_marketing_consent']: {
      state: said.toLowerCase(),
      opt_in_level: optInLevel?.toLowerCase() ?? null,
      consent_updated_at: restTime(state, updatedAt),
    },
  };
}
