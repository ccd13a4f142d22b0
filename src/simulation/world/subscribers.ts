import { customersRedact } from '#connectors/shopify/sandbox/webhooks/redaction.ts';
import type { ErasedPerson } from '#demo/verdict/marketing-book.ts';
import type { Delivery } from '#sdk/sandbox/deliveries.ts';
import type { Timeline } from '../timeline.ts';
import type { Mail } from './mail.ts';
import type { Store } from './vendors.ts';

const SHARE_OF_READERS = 0.3;
const SHARE_OF_TOUCHES = 0.2;
/** Some say the opposite a moment later, while the first word is still on its way. */
const SHARE_OF_SECOND_THOUGHTS = 0.4;
const SECOND_THOUGHTS_MS_MAX = 8_000;
const isReader = (email: string | null): boolean => email?.startsWith('reader') === true;

/** People who say yes and no, at the store and at the tool that writes to them. */
export interface Subscribers {
  act(draw: () => number): string;
  /** Who asked the store to be forgotten, and was heard. */
  erased(): readonly ErasedPerson[];
}

/** A customer of the store who was not asked yet counts for nothing here. */
export function createSubscribers({
  store,
  mail: { sandbox },
  timeline,
  sendWebhook,
}: {
  readonly store: Store;
  readonly mail: Mail;
  readonly timeline: Timeline;
  readonly sendWebhook: (delivery: Omit<Delivery, 'url'>) => Promise<number>;
}): Subscribers {
  const { shop } = store.model;
  const asked = new Set<string>();
  const erased = new Map<string, string>();
  const ask = (person: { readonly id: string }, email: string): void => {
    const app = { shopDomain: store.host, clientSecret: store.model.clientSecret };
    const webhookId = `redact-${erased.size}-${numberOf(person.id)}`;
    // Who was not heard is asked for again by the law's own means, not by this story.
    sendWebhook(customersRedact(app, { id: person.id, email }, webhookId)).then(
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
  const say = (
    { id, email }: { readonly id: string; readonly email: string },
    word: 'yes' | 'no',
    wantsStore: boolean,
  ): string => {
    // The tool's own form is open to those whom it knows; a yes is said at the store.
    const isAtStore = wantsStore || word === 'yes' || profileOf(email) === undefined;
    if (isAtStore) shop.sayConsent(id, 'email', word);
    else sandbox.people.unsubscribe({ email }, 'email');
    return `${email} says ${word} at ${isAtStore ? store.name : 'the tool'}`;
  };
  return {
    act(draw) {
      if (draw() < SHARE_OF_READERS) return read(draw);
      const people = shop.customers().filter(({ email }) => email !== null && !isReader(email));
      // Mostly one and the same, so that words follow on each other.
      const person = people[Math.floor(draw() * draw() * people.length)];
      if (person?.email === undefined || person.email === null) return 'nobody is there to be asked';
      const { id, email } = person;
      const dice = draw();
      if (dice < SHARE_OF_TOUCHES) {
        shop.changeCustomer(id, { firstName: `Ada ${Math.floor(draw() * 100)}` });
        return `${store.name} changes the name of ${email}`;
      }
      const word = dice < 0.6 ? 'yes' : 'no';
      const told = say({ id, email }, word, word === 'yes' || draw() < 0.4);
      if (draw() >= SHARE_OF_SECOND_THOUGHTS) return told;
      const afterMs = draw() * SECOND_THOUGHTS_MS_MAX;
      const isAtStore = draw() < 0.6;
      timeline.at(afterMs, () => void say({ id, email }, word === 'yes' ? 'no' : 'yes', isAtStore));
      return `${told}, and the opposite soon`;
    },
    erased: () => [...erased].map(([email, id]) => ({ email, references: [`${store.name}:${id}`] })),
  };
}

function numberOf(gid: string): number {
  return Number(gid.split('/').at(-1));
}
