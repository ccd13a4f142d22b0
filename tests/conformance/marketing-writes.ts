import type { Connection } from '#sdk/define-connector.ts';
import { marketingEvent } from '#tests/support/make-marketing-event.ts';
import { required } from './check.ts';
import type { Ground } from './fixture.ts';
import type { KitPerson, MarketingHands } from './marketing-hands.ts';
import type { WriteCase } from './write-cases.ts';

let subjects = 0;

interface MarketingWrite {
  readonly title: string;
  readonly answersNothing?: true;
  readonly send: (through: Connection, person: KitPerson, key: string, list: string) => Promise<unknown>;
  /** Runs before the write, at the system. */
  readonly before?: (hands: MarketingHands, person: KitPerson, list: string) => Promise<void> | void;
  readonly books: (hands: MarketingHands, person: KitPerson, key: string, list: string) => unknown;
  readonly wanted: unknown;
  /** Whether the person is there before. */
  readonly isKnown: boolean;
}

const eventReference = (key: string): string => `kit:${key}:placed`;

function customerWrites(): readonly MarketingWrite[] {
  const target = ({ customers }: Connection) => required(customers?.target, 'a customer target');
  return [
    {
      title: 'customers.upsert',
      isKnown: false,
      send: (through, { reference, email }) =>
        target(through).upsert([{ reference, email, firstName: 'Ada' }]),
      books: (hands, { reference }) => hands.profiles(reference).map(({ firstName }) => firstName),
      wanted: ['Ada'],
    },
    {
      title: 'customers.erase',
      isKnown: true,
      send: (through, person) => target(through).erase(person),
      books: (hands, { reference }) => hands.profiles(reference).length,
      wanted: 0,
    },
  ];
}

function consentWrites(): readonly MarketingWrite[] {
  const target = ({ consents }: Connection) => required(consents?.target, 'a consent target');
  return [
    {
      title: 'consents.lower',
      answersNothing: true,
      isKnown: true,
      before: (hands, { reference }) => hands.say(reference, 'email', 'yes'),
      send: (through, { email }) =>
        target(through).lower([{ contact: email, channel: 'email', state: 'unsubscribed' }]),
      books: (hands, { reference }) => hands.consent(reference, 'email'),
      wanted: 'unsubscribed',
    },
    {
      title: 'consents.give',
      isKnown: true,
      send: (through, { reference, email }, key) =>
        target(through).give(
          { reference, contact: email },
          { channel: 'email', at: Date.now() - 1_000, source: 'checkout', proof: key },
        ),
      books: (hands, { reference }) => hands.consent(reference, 'email'),
      wanted: 'subscribed',
    },
  ];
}

function eventWrites(): readonly MarketingWrite[] {
  return [
    {
      title: 'events.send',
      answersNothing: true,
      isKnown: true,
      send: (through, person, key) =>
        required(through.events?.target, 'an event target').send([
          marketingEvent({ reference: eventReference(key), person }),
        ]),
      books: (hands, _person, key) => hands.events(eventReference(key)).length,
      wanted: 1,
    },
  ];
}

function listWrites(connection: Connection): readonly MarketingWrite[] {
  const target = ({ lists }: Connection) => required(lists?.target, 'a list target');
  const idOf = async (person: KitPerson): Promise<string> => {
    const customers = required(connection.customers?.target, 'a customer target');
    return required(await customers.find(person.reference), 'the profile').id;
  };
  return [
    {
      title: 'lists.add',
      isKnown: true,
      send: async (through, person, _key, list) => target(through).add(list, [await idOf(person)]),
      books: (hands, _person, _key, list) => hands.members(list).length,
      wanted: 1,
    },
    {
      title: 'lists.remove',
      isKnown: true,
      before: async (_hands, person, list) => target(connection).add(list, [await idOf(person)]),
      send: async (through, person, _key, list) => target(through).remove(list, [await idOf(person)]),
      books: (hands, _person, _key, list) => hands.members(list).length,
      wanted: 0,
    },
  ];
}

function writesOf(connection: Connection): readonly MarketingWrite[] {
  return [
    ...(connection.customers?.target === undefined ? [] : customerWrites()),
    ...(connection.consents?.target === undefined ? [] : consentWrites()),
    ...(connection.events?.target === undefined ? [] : eventWrites()),
    ...(connection.lists?.target === undefined ? [] : listWrites(connection)),
  ];
}

export function marketingTitles(connection: Connection): readonly string[] {
  return writesOf(connection).map(({ title }) => title);
}

/** What is told to a system that writes to customers, and how its books show that it was told exactly once. */
export function marketingWrites(connection: Connection, ground: Ground): readonly WriteCase[] {
  return writesOf(connection).map((write) => ({
    title: write.title,
    idempotency: { by: 'unique-reference' },
    ...(write.answersNothing === true ? { answersNothing: true } : {}),
    async prepare() {
      const hands = required(ground.marketing, 'marketing');
      subjects += 1;
      const key = `kit-person-${subjects}`;
      const person = write.isKnown ? hands.add() : hands.person();
      const list = hands.list();
      await write.before?.(hands, person, list);
      const books = (): unknown => write.books(hands, person, key, list);
      const fault = (): string | null => {
        const found = JSON.stringify(books());
        const wanted = JSON.stringify(write.wanted);
        return found === wanted ? null : `the books say ${found}, wanted ${wanted}`;
      };
      return {
        key,
        send: (_key, through = connection) => write.send(through, person, key, list),
        lookUp: () => Promise.resolve(fault() === null ? true : null),
        books,
        fault,
      };
    },
  }));
}
