import type { Customer, MarketingChannel } from './model/people-records.ts';
import { agree, type CustomerInput, toCustomer, touchCustomer } from './model/people.ts';
import type { ShopState } from './model/state.ts';

/** What customers and staff do with accounts, without the API. Customers are named by id; all throw for an unknown one. */
export interface ShopCustomers {
  /** Who has this e-mail address already is that customer. */
  addCustomer(input: CustomerInput): Customer;
  customer(customerId: string): Customer;
  customers(): readonly Customer[];
  changeCustomer(customerId: string, change: Partial<Pick<Customer, 'firstName' | 'email' | 'phone'>>): void;
  /** At the store's own form: now, or at `at`. */
  sayConsent(customerId: string, channel: MarketingChannel, word: 'yes' | 'no', at?: number): void;
}

export function createShopCustomers(state: ShopState): ShopCustomers {
  const find = (customerId: string): Customer => {
    const customer = state.customers.get(customerId);
    if (customer === undefined) throw new RangeError(`the shop has no customer ${customerId}`);
    return customer;
  };
  return {
    addCustomer: (input) => toCustomer(state, input),
    customer: find,
    customers: () => [...state.customers.values()],
    changeCustomer(customerId, change) {
      touchCustomer(state, Object.assign(find(customerId), change));
    },
    sayConsent(customerId, channel, word, at = state.now()) {
      const said = word === 'yes' ? 'SUBSCRIBED' : 'UNSUBSCRIBED';
      agree(state, find(customerId), { channel, said, at, by: 'customer' });
    },
  };
}
