import type { ShopifySandbox } from '#connectors/shopify/sandbox/start.ts';
import type { ConsentState } from '#domain/consent.ts';
import type { RecordHands } from './fixture.ts';
import type { OptOutHands } from './marketing-hands.ts';

const stateNames: Readonly<Record<string, ConsentState>> = {
  SUBSCRIBED: 'subscribed',
  UNSUBSCRIBED: 'unsubscribed',
};

/** Customers of a shop, in the kit's words; their reference is the shop's id. */
export function shopifyPeople(shop: ShopifySandbox['shop'], wanted: number) {
  let count = 0;
  const add = () => {
    count += 1;
    const email = `customer-${count}@kit.test`;
    const phone = `+1613555${String(count).padStart(4, '0')}`;
    const { id } = shop.addCustomer({ email, phone, firstName: 'Ada' });
    return { reference: id, email, phone };
  };
  const records: RecordHands = {
    fill() {
      while (shop.customers().length < wanted) add();
      return Promise.resolve();
    },
    ids: () => shop.customers().map(({ id }) => id),
    change: (id) => {
      shop.changeCustomer(id, { firstName: `Ada ${(count += 1)}` });
    },
    add: () => Promise.resolve(void add()),
  };
  const optOut: OptOutHands = {
    add,
    consent: (id, channel) => stateNames[shop.customer(id).agreed[channel].state] ?? 'never',
    say: (id, channel, word) => {
      shop.sayConsent(id, channel, word);
    },
    saidAt: (id, channel) => shop.customer(id).agreed[channel].updatedAt,
  };
  return { records, optOut };
}
