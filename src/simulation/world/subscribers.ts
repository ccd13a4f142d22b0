import { createHmac } from 'node:crypto';
import type { ErasedPerson } from '#demo/verdict/marketing-book.ts';
import type { Mail } from './mail.ts';
import type { Store } from './vendors.ts';

const SHARE_OF_READERS = 0.3;
const isReader = (email: string | null): boolean => email?.startsWith('reader') === true;

interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** People who say yes and no, at the store and at the tool that writes to them. */
export interface Subscribers {
  act(draw: () => number): string;
  /** Who asked the store to be forgotten, and was heard. */
  erased(): readonly ErasedPerson[];
}

/** A customer of the store who was not asked yet counts for nothing here. */
export function createSubscribers(
  store: Store,
  { sandbox }: Mail,
  sendWebhook: (delivery: Delivery) => Promise<number>,
): Subscribers {
  const { shop } = store.model;
  const asked = new Set<string>();
  const erased = new Map<string, string>();
  const ask = (person: { readonly id: string }, email: string): void => {
    const body = JSON.stringify({ customer: { id: numberOf(person.id), email }, orders_to_redact: [] });
    // Who was not heard is asked for again by the law's own means, not by this story.
    sendWebhook(redaction(store, `redact-${erased.size}-${numberOf(person.id)}`, body)).then(
      (status) => {
        if (status === 200) erased.set(email, person.id);
      },
      () => undefined,
    );
  };
  const profileOf = (email: string) =>
    sandbox.books.profiles().find((profile) => profile.email?.toLowerCase() === email.toLowerCase());
  /** Somebody with an account and no order, so that nothing is left without an address: comes, and goes again. */
  const read = (draw: () => number): string => {
    const reader = shop.customers().find(({ email }) => isReader(email) && !asked.has(email ?? ''));
    if (reader?.email === undefined || reader.email === null || draw() < 0.3) {
      const email = `reader${asked.size}-${Math.floor(draw() * 3)}@example.com`;
      const { id } = shop.addCustomer({ email });
      shop.sayConsent(id, 'email', 'yes');
      return `${email} makes an account at ${store.name}`;
    }
    asked.add(reader.email);
    ask(reader, reader.email);
    return `${reader.email} asks ${store.name} to be forgotten`;
  };
  return {
    act(draw) {
      if (draw() < SHARE_OF_READERS) return read(draw);
      const people = shop.customers().filter(({ email }) => email !== null && !isReader(email));
      const person = people[Math.floor(draw() * people.length)];
      const email = person?.email ?? null;
      if (person === undefined || email === null) return 'nobody is there to be asked';
      const word = draw() < 0.5 ? 'yes' : 'no';
      const isAtStore = word === 'yes' || draw() < 0.4 || profileOf(email) === undefined;
      if (isAtStore) shop.sayConsent(person.id, 'email', word);
      else sandbox.people.unsubscribe({ email }, 'email');
      return `${email} says ${word} at ${isAtStore ? store.name : 'the tool'}`;
    },
    erased: () => [...erased].map(([email, id]) => ({ email, references: [`${store.name}:${id}`] })),
  };
}

function numberOf(gid: string): number {
  return Number(gid.split('/').at(-1));
}

/** Signed as the vendor signs it; such topics are set up with the app, not subscribed to. */
function redaction({ host, model }: Store, id: string, body: string): Delivery {
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': 'customers/redact',
      'x-shopify-shop-domain': host,
      'x-shopify-webhook-id': id,
      'x-shopify-hmac-sha256': createHmac('sha256', model.clientSecret).update(body).digest('base64'),
    },
  };
}
