import type { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';
import type { Reader } from './open-mail.ts';

/** Somebody with an account at the store that feeds the tool, and what they may say. */
export interface ReadersDesk {
  readonly readers: readonly Reader[];
  /** Ids of all customers of the store, of buyers, too. */
  customers(): readonly string[];
  sayAtStore(customerId: string, word: 'yes' | 'no'): void;
  /** By the link in a message. */
  unsubscribeAtTool(email: string): void;
  /** Asks the store to forget them, which tells those whom it feeds. */
  askToForget(reader: Reader): void;
  /** The store changes something about them, as if it had not heard. */
  touch(customerId: string): void;
}

/** Shares of the day at which somebody asks to be forgotten. */
const ERASURES_AT = [0.15, 0.35] as const;
const LATE_TOUCHES_MS = [1_000, 4_000] as const;
const shares = {
  silentSaysYes: 0.6,
  subscriberSaysNo: 0.5,
  atTool: 0.5,
  buyerSpeaks: 0.5,
  buyerSaysYes: 0.6,
};

export interface Readers {
  /** One round. @param share how much of the run is over, from 0 to 1. */
  work(share: number): void;
}

/**
 * People who say yes and no, and some who want to be forgotten. Only who has long been subscribed says no at the tool: a yes that
 * is still on its way there could not be told from a newer one.
 */
export function createReaders(options: {
  readonly desk: ReadersDesk;
  readonly chance: Chance;
  readonly agenda: Agenda;
  readonly now: () => number;
}): Readers {
  const { desk, chance, agenda, now } = options;
  const silent = desk.readers.filter(({ isSubscriber }) => !isSubscriber);
  const subscribers = desk.readers.filter(({ isSubscriber }) => isSubscriber);
  // One who is known to the tool, and one who is not; however long the day is, they have said nothing else before.
  const leaving = [subscribers.pop(), silent.pop()].flatMap((reader, index) =>
    reader === undefined ? [] : [{ reader, atShare: ERASURES_AT[index] ?? 1 }],
  );
  const forget = (reader: Reader): void => {
    desk.askToForget(reader);
    for (const afterMs of LATE_TOUCHES_MS) agenda.at(now() + afterMs, () => desk.touch(reader.id));
  };
  return {
    work(share) {
      while (leaving[0] !== undefined && share >= leaving[0].atShare) {
        forget(leaving[0].reader);
        leaving.shift();
      }
      const yes = chance.hits(shares.silentSaysYes) ? silent.shift() : undefined;
      if (yes !== undefined) desk.sayAtStore(yes.id, 'yes');
      const no = chance.hits(shares.subscriberSaysNo) ? subscribers.shift() : undefined;
      if (no !== undefined && chance.hits(shares.atTool)) desk.unsubscribeAtTool(no.email);
      else if (no !== undefined) desk.sayAtStore(no.id, 'no');
      const others = new Set(desk.readers.map(({ id }) => id));
      const buyers = desk.customers().filter((id) => !others.has(id));
      if (buyers.length === 0 || !chance.hits(shares.buyerSpeaks)) return;
      desk.sayAtStore(chance.pick(buyers), chance.hits(shares.buyerSaysYes) ? 'yes' : 'no');
    },
  };
}
