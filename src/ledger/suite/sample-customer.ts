import type { Customer } from '#domain/customer.ts';

export function sampleCustomer(id: string, change: Partial<Customer> = {}): Customer {
  return {
    id,
    updatedAt: 1_000,
    email: `${id}@example.test`,
    phone: null,
    firstName: 'Ada',
    lastName: 'Lovelace',
    company: null,
    locale: 'en',
    address: null,
    tags: [],
    lifetime: null,
    consents: { email: { state: 'subscribed', source: 'CHECKOUT', at: 500, proof: `${id} 500` } },
    ...change,
  };
}
