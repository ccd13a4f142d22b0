import { type Customer, customerFromReference } from '#domain/customer.ts';
import type { Consent, ConsentGiven } from '#domain/consent.ts';
import type { Erasure, PersonToErase } from '#sdk/ledger/customers.ts';
import type { NewEffect } from '#sdk/ledger/effects.ts';
import type { Chronicle } from '../chronicle.ts';
import type { CallListener } from '../named-steps.ts';
import type { Timeline } from '../timeline.ts';
import type { Mail } from '../world/mail.ts';
import type { Store } from '../world/vendors.ts';

/** A call waits for its turn (5 s), lives (8 s), acts up to 4 s later, and is worked off in 2 s; with a margin. */
const LANDED_MS = 25_000;
const SECOND_MS = 1_000;
/** What makes a person known to the tool. */
const TELLS = new Set(['customers.upsert', 'events.send', 'consents.give']);

/** Judges at each step whether anybody is written to against their word, or comes back after they were erased (I20). */
export interface ConsentJudge {
  readonly onCall: CallListener;
  readonly onBegin: () => void;
  readonly onCommit: () => void;
  /** After each step: what the tool has taken down since. */
  look(): void;
  /** Commits were taken back: what was known is not known any more. */
  forget(): void;
}

interface Gift {
  readonly person: { readonly reference: string; readonly contact: string };
  readonly given: ConsentGiven;
}

export function createConsentJudge(
  { timeline, chronicle }: { readonly timeline: Timeline; readonly chronicle: Chronicle },
  { store, mail }: { readonly store: Store; readonly mail: Mail },
): ConsentJudge {
  const { state } = mail.sandbox;
  const { consentLog } = store.model.state;
  /** Address -> when the newest no that is recorded was said. */
  const noes = new Map<string, number>();
  /** Every name of who was erased -> since when. */
  const erased = new Map<string, number>();
  const versions = new Map<string, number>();
  const effects = new Map<string, Pick<NewEffect, 'operation' | 'body'>>();
  let noted: (() => void)[] = [];
  let [words, isBlind] = [0, false];

  /** At the commit that lets a yes go: it stands at the store, and is newer than every no that is known, or that the tool shows. */
  const judgeGift = ({ person, given }: Gift): void => {
    const { contact } = person;
    const isSaid = consentLog.some(
      ({ at, customerId, said, by }) =>
        by === 'customer' &&
        said === 'SUBSCRIBED' &&
        customerId === customerFromReference(person.reference)?.customerId &&
        Math.abs(at - given.at) < SECOND_MS,
    );
    if (!isSaid) chronicle.violate('I20', `a yes of ${contact} is told that nobody said at the store`);
    const noAt = noes.get(contact.toLowerCase());
    if (noAt !== undefined && noAt > given.at)
      chronicle.violate('I20', `a yes of ${contact} is told although a newer no is known`);
  };
  /** The sender looks before it says yes, so it sees what stood there when it began. */
  const judgeRaise = (email: string, at: number): void => {
    const yes = consentLog.findLast(
      (word) => word.by === 'customer' && word.said === 'SUBSCRIBED' && word.email === email && word.at <= at,
    );
    if (yes === undefined) {
      chronicle.violate('I20', `${email} was subscribed and never said yes at the store`);
      return;
    }
    const no = state.consentLog.find(
      (word) =>
        word.by === 'person' &&
        word.said === 'no' &&
        word.email === email &&
        word.at > yes.at + SECOND_MS &&
        word.at < at - LANDED_MS,
    );
    if (no !== undefined)
      chronicle.violate('I20', `${email} was subscribed again long after they had said no at the tool`);
  };
  /** Of a customer's versions none is recorded over a newer one (I5): a no would be overtaken by the yes before it. */
  const judgeVersion = (customer: string, updatedAt: number): void => {
    const known = versions.get(customer) ?? updatedAt;
    if (updatedAt < known)
      chronicle.violate('I5', `an older version of customer ${customer} was recorded over a newer one`);
    versions.set(customer, Math.max(known, updatedAt));
  };
  const judgeEffect = (key: string): void => {
    const effect = effects.get(key);
    if (effect === undefined || isBlind) return;
    if (effect.operation === 'consents.give') judgeGift(JSON.parse(effect.body) as Gift);
    for (const name of erased.keys())
      if (effect.body.includes(`"${name}"`))
        chronicle.violate('I20', `${effect.operation} tells of ${name}, who was erased`);
  };
  return {
    onCall({ method, args, result }) {
      if (method === 'customers.record') {
        const [connection, { id, updatedAt }] = args as [string, Pick<Customer, 'id' | 'updatedAt'>];
        void (result as Promise<string>).then((outcome) => {
          if (outcome === 'new' || outcome === 'changed')
            noted.push(() => judgeVersion(`${connection}:${id}`, updatedAt));
        });
      } else if (method === 'consents.record') {
        const [, channel, contact, consent] = args as [string, string, string, Consent];
        const isNo = consent.state === 'unsubscribed' || consent.state === 'suppressed';
        if (!isNo || channel !== 'email' || consent.at === null) return;
        const { at } = consent;
        void (result as Promise<boolean>).then((isNew) => {
          if (isNew) noted.push(() => noes.set(contact.toLowerCase(), at));
        });
      } else if (method === 'erasures.begin') {
        const [person] = args as [PersonToErase];
        void (result as Promise<Erasure>).then(({ people }) =>
          noted.push(() => {
            const names = [person.email, ...people.flatMap(({ reference, email }) => [reference, email])];
            for (const name of names) if (name !== null) erased.set(name, timeline.now());
          }),
        );
      } else if (method === 'effects.intend') {
        const { key, operation, body } = args[0] as NewEffect;
        if (TELLS.has(operation)) noted.push(() => effects.set(key, { operation, body }));
      } else if (method === 'effects.startSending') {
        const [key] = args as [string];
        noted.push(() => judgeEffect(key));
      }
    },
    onBegin() {
      noted = [];
    },
    onCommit() {
      for (const note of noted) note();
      noted = [];
    },
    look() {
      const { length } = state.consentLog;
      if (words < length)
        for (const { at, by, said, channel, email } of state.consentLog.slice(words))
          if (by === 'api' && said === 'yes' && channel === 'email' && email !== null) judgeRaise(email, at);
      words = length;
      if (erased.size === 0 || isBlind) return;
      for (const { email, externalId, createdAt } of state.profiles.values()) {
        const since = erased.get(externalId ?? '') ?? erased.get(email ?? '');
        if (since !== undefined && createdAt > since + LANDED_MS)
          chronicle.violate('I20', `${email ?? externalId ?? ''} was erased, and has a new profile`);
      }
    },
    forget() {
      isBlind = true;
      versions.clear();
    },
  };
}
