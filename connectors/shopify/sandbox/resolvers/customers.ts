import type {
  MutationCustomerEmailMarketingConsentUpdateArgs,
  MutationCustomerSmsMarketingConsentUpdateArgs,
  QueryRootCustomerByIdentifierArgs,
  QueryRootCustomersArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import { tailOf } from '../model/ids.ts';
import { amountsOf } from '../model/order-amounts.ts';
import type { Agreed, Customer, MarketingChannel, MarketingState } from '../model/people-records.ts';
import { ordersOf } from '../model/orders-by-customer.ts';
import { agree } from '../model/people.ts';
import { compileSearch, type Filters } from '../search/filter-list.ts';
import { compareIds, pageOf, type PageArgs } from './connection.ts';
import { type Context, type FieldMap, graphFault, type ResolverMap, toTime } from './context.ts';
import { moneyV2 } from './money.ts';

const filters: Filters<Customer> = {
  id: { kind: 'id', of: ({ id }) => tailOf(id) },
  updated_at: { kind: 'time', of: ({ updatedAt }) => updatedAt },
  customer_date: { kind: 'time', of: ({ createdAt }) => createdAt },
  email: { kind: 'text', of: ({ email }) => email },
  phone: { kind: 'text', of: ({ phone }) => phone },
  first_name: { kind: 'text', of: ({ firstName }) => firstName },
  last_name: { kind: 'text', of: ({ lastName }) => lastName },
  tag: { kind: 'text', of: ({ tags }) => tags },
};

const shown: FieldMap = {
  legacyResourceId: (record: Customer) => tailOf(record.id),
  displayName: (record: Customer) =>
    [record.firstName, record.lastName].filter((part) => part !== null).join(' ') || (record.email ?? ''),
  createdAt: (record: Customer) => toTime(record.createdAt),
  updatedAt: (record: Customer) => toTime(record.updatedAt),
  defaultAddress: (record: Customer) => record.address,
  defaultEmailAddress: (record: Customer) =>
    record.email === null
      ? null
      : {
          emailAddress: record.email,
          marketingState: record.agreed.email.state,
          marketingOptInLevel: record.agreed.email.optInLevel,
          marketingUpdatedAt: toTime(record.agreed.email.updatedAt),
          validFormat: true,
        },
  defaultPhoneNumber: (record: Customer) =>
    record.phone === null
      ? null
      : { phoneNumber: record.phone, smsMarketingConsent: showSms(record.agreed.sms) },
  numberOfOrders: (record: Customer, _, { state }) => String(ordersOf(state, record).length),
  amountSpent: (record: Customer, _, { state }) => {
    const minor = ordersOf(state, record).reduce((sum, order) => sum + amountsOf(order).received.shop, 0);
    return moneyV2(minor, state.settings.currency);
  },
};

function showSms({ state, optInLevel, updatedAt }: Agreed) {
  return {
    kind: 'CustomerSmsMarketingConsent',
    state: state === 'NOT_SUBSCRIBED' ? 'NEVER_SUBSCRIBED' : state,
    optInLevel,
    updatedAt: toTime(updatedAt),
    collectedFrom: updatedAt === null ? null : 'SHOPIFY',
  };
}

export const customerResolvers: ResolverMap = { Customer: shown };

export const customerQueries: FieldMap = {
  customers(_: unknown, args: QueryRootCustomersArgs & PageArgs, context, info) {
    const { parsed: _parsed, accepts } = compileSearch(
      args.query,
      filters,
      context,
      info,
      (customer) => `${customer.firstName ?? ''} ${customer.lastName ?? ''} ${customer.email ?? ''}`,
    );
    const isByChange = args.sortKey === 'UPDATED_AT';
    const valueOf = (customer: Customer): number => Math.floor(customer.updatedAt / 1_000);
    // The search shows a change when its lag is over; until then the customer is not among what has changed.
    const seenAt = context.state.now() - context.indexLagMs;
    const hits = [...context.state.customers.values()]
      .filter((customer) => customer.updatedAt <= seenAt && accepts(customer))
      .toSorted((left, right) => {
        const order = isByChange ? valueOf(left) - valueOf(right) : 0;
        // Ids of one kind begin alike.
        return order === 0 ? compareIds(left.id, right.id) : order;
      });
    return pageOf(hits, args, context, {
      idOf: ({ id }) => id,
      ...(isByChange ? { sortValue: valueOf } : {}),
    });
  },
  customerByIdentifier(_: unknown, { identifier }: QueryRootCustomerByIdentifierArgs, { state }) {
    const { id, emailAddress, phoneNumber } = identifier;
    if (id !== undefined && id !== null) return state.customers.get(id) ?? null;
    const isThis = (customer: Customer): boolean =>
      emailAddress === undefined || emailAddress === null
        ? customer.phone === phoneNumber
        : customer.email?.toLowerCase() === emailAddress.toLowerCase();
    return [...state.customers.values()].find(isThis) ?? null;
  },
};

export const customerMutations: FieldMap = {
  customerEmailMarketingConsentUpdate(
    _: unknown,
    { input }: MutationCustomerEmailMarketingConsentUpdateArgs,
    context,
  ) {
    const { marketingState, marketingOptInLevel, consentUpdatedAt } = input.emailMarketingConsent;
    return change(context, input.customerId, {
      channel: 'email',
      said: marketingState,
      optInLevel: marketingOptInLevel ?? null,
      at: consentUpdatedAt ?? null,
    });
  },
  customerSmsMarketingConsentUpdate(
    _: unknown,
    { input }: MutationCustomerSmsMarketingConsentUpdateArgs,
    context,
  ) {
    const { marketingState, marketingOptInLevel, consentUpdatedAt } = input.smsMarketingConsent;
    return change(context, input.customerId, {
      channel: 'sms',
      said: marketingState,
      optInLevel: marketingOptInLevel ?? null,
      at: consentUpdatedAt ?? null,
    });
  },
};

const settable: ReadonlySet<string> = new Set(['SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING']);

/** As published: only three states may be set, and only for somebody who has an address on the channel. */
function change(
  { state }: Context,
  customerId: string,
  {
    channel,
    said,
    optInLevel,
    at,
  }: {
    readonly channel: MarketingChannel;
    readonly said: string;
    readonly optInLevel: Agreed['optInLevel'];
    readonly at: string | null;
  },
) {
  if (!settable.has(said)) {
    throw graphFault(`Cannot specify ${said} as a marketing state input`, 'INVALID');
  }
  const customer = state.customers.get(customerId);
  const refuse = (field: string, message: string) => ({
    customer: null,
    userErrors: [{ field: ['input', field], message, code: 'INVALID' }],
  });
  if (customer === undefined) return refuse('customerId', 'Customer not found');
  if ((channel === 'email' ? customer.email : customer.phone) === null) {
    return refuse(
      'customerId',
      `The customer has no ${channel === 'email' ? 'email address' : 'phone number'}`,
    );
  }
  agree(state, customer, {
    channel,
    said: said as MarketingState,
    optInLevel: optInLevel ?? 'UNKNOWN',
    at: at === null ? state.now() : Date.parse(at),
    by: 'api',
  });
  return { customer, userErrors: [] };
}
