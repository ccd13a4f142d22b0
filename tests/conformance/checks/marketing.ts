import { expect } from 'vitest';
import { consentStates } from '#domain/consent.ts';
import type { BatchOutcome } from '#sdk/batches.ts';
import type { CustomerTarget } from '#sdk/customers.ts';
import { RejectedError } from '#sdk/errors.ts';
import { marketingEvent } from '#tests/support/make-marketing-event.ts';
import { caught, required, type Check, type ChecksFor } from '#tests/conformance/check.ts';
import type { Rig } from '#tests/conformance/rig.ts';

const ROUNDS_MAX = 20;
const DAY_MS = 86_400_000;

/** A system that writes to customers knows what it is told, and does nothing to anybody for being told it (I20). */
export const marketingChecks: ChecksFor = ({ customers, consents, events, lists }) => [
  ...(customers?.target === undefined ? [] : customerChecks),
  ...(consents?.target === undefined ? [] : consentChecks),
  ...(events?.target === undefined ? [] : eventChecks),
  ...(lists?.target === undefined ? [] : listChecks),
];

const customerChecks: readonly Check[] = [
  {
    promise: 'customers.target: what is absent stays, and null clears',
    async run(rig) {
      const { hands, customers } = open(rig);
      const { reference, email } = hands.person();
      await upsert(rig, { reference, email, firstName: 'Ada', lastName: 'Lovelace' });
      await upsert(rig, { reference, firstName: null });
      expect(hands.profiles(reference)).toMatchObject([{ email, firstName: null, lastName: 'Lovelace' }]);
      expect(await customers.find(reference)).toMatchObject({ email, firstName: null });
    },
  },
  {
    promise: 'customers.target: a profile names the segments that it is told, until it is told others',
    async run(rig) {
      const { hands } = open(rig);
      const { reference, email } = hands.person();
      const named = () => hands.profiles(reference).map(({ segments }) => segments);
      await upsert(rig, { reference, email, segments: ['loyal', 'vip-eu'] });
      expect(named()).toEqual([['loyal', 'vip-eu']]);
      await upsert(rig, { reference, email });
      expect(named()).toEqual([['loyal', 'vip-eu']]);
      await upsert(rig, { reference, email, segments: [] });
      expect(named()).toEqual([[]]);
    },
  },
  {
    promise: 'customers.target: who is refused is named by place, without a word about the person',
    async run(rig) {
      const { hands } = open(rig);
      const [one, two] = [hands.person(), hands.person()];
      const bad = hands.bad(hands.person().reference);
      const profiles = [
        { reference: one.reference, email: one.email },
        bad,
        { reference: two.reference, email: two.email },
      ];
      const outcome = await upsert(rig, ...profiles);
      const refused = outcome.state === 'done' ? outcome.refused : [];
      expect(refused.map(({ position }) => position)).toEqual([1]);
      const values = Object.values(bad).filter((value) => typeof value === 'string');
      for (const value of values) expect(refused[0]?.reason).not.toContain(value);
      expect([one, two].map(({ reference }) => hands.profiles(reference).length)).toEqual([1, 1]);
    },
  },
  {
    promise: 'customers.target: a reference that nobody has is null, and is left out',
    async run(rig) {
      const { hands, customers } = open(rig);
      const { reference } = hands.add();
      expect(await customers.find('kit:nobody')).toBeNull();
      const { items, refused } = await customers.read([reference, 'kit:nobody']);
      expect(items.map((profile) => profile.reference)).toEqual([reference]);
      expect(refused).toEqual([]);
    },
  },
  {
    promise: 'customers.target: writing a profile changes no consent and sends nothing',
    async run(rig) {
      const { hands } = open(rig);
      for (const word of ['yes', 'no'] as const) {
        const { reference, email } = hands.add();
        hands.say(reference, 'email', word);
        const before = [hands.consent(reference, 'email'), hands.messages()];
        for (let round = 0; round < 3; round += 1) await upsert(rig, { reference, email, firstName: 'A' });
        expect([hands.consent(reference, 'email'), hands.messages()]).toEqual(before);
      }
    },
  },
  {
    promise: 'customers.target: who is erased is gone under every key, and nobody else is',
    async run(rig) {
      const { hands, customers } = open(rig);
      const [gone, stays] = [hands.add(), hands.add()];
      await customers.erase(gone);
      expect(hands.profiles(gone.reference)).toEqual([]);
      expect(await customers.find(gone.reference)).toBeNull();
      expect(await customers.find(stays.reference)).not.toBeNull();
    },
  },
];

const consentChecks: readonly Check[] = [
  {
    promise: 'consents.target: a no holds on its channel, is repeatable, and never allows more than before',
    async run(rig) {
      const { hands, consents } = open(rig);
      for (const channel of ['email', 'sms'] as const) {
        for (const state of ['unsubscribed', 'suppressed', 'unsubscribed'] as const) {
          const { reference, email, phone } = hands.add();
          hands.say(reference, channel, 'yes');
          const contact = channel === 'email' ? email : phone;
          await consents.lower([{ contact, channel, state }]);
          const lowered = consentStates.indexOf(hands.consent(reference, channel));
          expect(lowered).toBeGreaterThanOrEqual(consentStates.indexOf('unsubscribed'));
          await consents.lower([{ contact, channel, state: 'unsubscribed' }]);
          expect(consentStates.indexOf(hands.consent(reference, channel))).toBeGreaterThanOrEqual(lowered);
        }
      }
      expect(hands.messages()).toBe(0);
    },
  },
  {
    promise: 'consents.target: consent raises only what is older, and never a suppression',
    async run(rig) {
      const { hands, consents } = open(rig);
      const give = async (reference: string, contact: string, at: number): Promise<unknown> =>
        caught(() =>
          consents.give(
            { reference, contact },
            { channel: 'email', at, source: 'checkout', proof: 'order 1' },
          ),
        );
      const left = hands.add();
      hands.say(left.reference, 'email', 'no');
      expect(await give(left.reference, left.email, hands.now() - 60_000)).toMatchObject({
        code: 'not-later',
      });
      expect(hands.consent(left.reference, 'email')).toBe('unsubscribed');
      const barred = hands.add();
      hands.suppress(barred.reference);
      rig.ground.advance(60_000);
      expect(await give(barred.reference, barred.email, hands.now())).toMatchObject({ code: 'suppressed' });
      expect(hands.consent(barred.reference, 'email')).toBe('suppressed');
    },
  },
  {
    promise: 'consents.target: consent of long ago, or without its proof, raises nothing and sends nothing',
    async run(rig) {
      const { hands, consents } = open(rig);
      const { reference, email } = hands.add();
      const given = { channel: 'email', source: 'checkout', proof: 'order 1', at: hands.now() } as const;
      for (const change of [{ at: hands.now() - 30 * DAY_MS }, { proof: '' }]) {
        const error = await caught(() =>
          consents.give({ reference, contact: email }, { ...given, ...change }),
        );
        expect(error).toBeInstanceOf(RejectedError);
      }
      expect(hands.consent(reference, 'email')).toBe('never');
      expect(hands.messages()).toBe(0);
    },
  },
];

const eventChecks: readonly Check[] = [
  {
    promise: 'events.target: history is taken down as such, and nothing is done about it',
    async run(rig) {
      const { hands, events } = open(rig);
      hands.reactToOrders();
      const person = hands.add();
      const fresh = marketingEvent({ person, reference: 'kit:fresh' });
      await events.send([fresh]);
      expect(hands.events('kit:fresh')).toEqual([{ historical: false }]);
      const sent = hands.messages();
      expect(sent).toBe(1);
      if (!events.takesHistory) return;
      await events.send([marketingEvent({ person, reference: 'kit:old', historical: true })]);
      expect(hands.events('kit:old')).toEqual([{ historical: true }]);
      expect(hands.messages()).toBe(sent);
    },
  },
  {
    promise: 'events.target: one that is there already does not keep the others of its batch away',
    async run(rig) {
      const { hands, events } = open(rig);
      const person = hands.add();
      const [first, second] = ['kit:1', 'kit:2'].map((reference) => marketingEvent({ person, reference }));
      await events.send([required(first, 'an event')]);
      expect(hands.events('kit:1')).toHaveLength(1);
      expect(await events.has(required(first, 'an event'))).toBe(true);
      expect(await events.has(required(second, 'an event'))).toBe(false);
      await events.send([required(first, 'an event'), required(second, 'an event')]);
      expect([hands.events('kit:1').length, hands.events('kit:2').length]).toEqual([1, 1]);
      expect(await events.has(required(second, 'an event'))).toBe(true);
    },
  },
];

const listChecks: readonly Check[] = [
  {
    promise: 'lists.target: nobody is put on a list that sends something to whoever comes onto it',
    async run(rig) {
      const { hands, customers } = open(rig);
      const lists = required(rig.connection.lists?.target, 'a list target');
      const { id } = required(await customers.find(hands.add().reference), 'the profile');
      const list = hands.list(true);
      expect(await caught(() => lists.add(list, [id]))).toMatchObject({ code: 'list-reacts' });
      expect(hands.members(list)).toEqual([]);
      expect(hands.messages()).toBe(0);
    },
  },
];

/** Writes, and asks until it is done. */
async function upsert(rig: Rig, ...profiles: Parameters<CustomerTarget['upsert']>[0]): Promise<BatchOutcome> {
  const { customers } = open(rig);
  let outcome = await customers.upsert(profiles);
  for (let round = 0; round < ROUNDS_MAX && outcome.state === 'running'; round += 1) {
    rig.ground.advance(1_000);
    outcome = await customers.outcome(outcome.id);
  }
  expect(outcome.state).toBe('done');
  return outcome;
}

/** The parts of a rig; one that is not declared fails only the check that needs it. */
function open({ connection, ground }: Rig) {
  return {
    hands: required(ground.marketing, 'marketing'),
    get customers() {
      return required(connection.customers?.target, 'a customer target');
    },
    get consents() {
      return required(connection.consents?.target, 'a consent target');
    },
    get events() {
      return required(connection.events?.target, 'an event target');
    },
  };
}
