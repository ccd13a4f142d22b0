import { expect } from 'vitest';
import { consentChannels } from '#domain/consent.ts';
import { required, type Check, type ChecksFor } from '#tests/conformance/check.ts';

/** A system that takes a no from elsewhere takes it once, whole, and gives nobody a yes (I20). */
export const optOutChecks: ChecksFor = ({ consents }) =>
  consents?.optOut === undefined ? [] : [holdsCheck, onceCheck, nobodyCheck];

const holdsCheck: Check = {
  promise: 'consents.optOut: a no of either kind ends a yes, on its own channel only',
  async run({ connection, ground }) {
    const hands = required(ground.optOut, 'people who say no');
    const optOut = required(connection.consents?.optOut, 'an opt-out target');
    for (const channel of consentChannels) {
      for (const state of ['unsubscribed', 'suppressed'] as const) {
        const person = hands.add();
        for (const each of consentChannels) hands.say(person.reference, each, 'yes');
        const contact = channel === 'email' ? person.email : person.phone;
        await optOut.lower([{ contact, channel, state }]);
        const other = channel === 'email' ? 'sms' : 'email';
        expect(hands.consent(person.reference, channel)).toBe('unsubscribed');
        expect(hands.consent(person.reference, other)).toBe('subscribed');
      }
    }
  },
};

const onceCheck: Check = {
  promise: 'consents.optOut: what is said already is not said again, so its time stays',
  async run({ connection, ground }) {
    const hands = required(ground.optOut, 'people who say no');
    const optOut = required(connection.consents?.optOut, 'an opt-out target');
    const { reference, email } = hands.add();
    hands.say(reference, 'email', 'no');
    const saidAt = hands.saidAt(reference, 'email');
    ground.advance(60_000);
    await optOut.lower([{ contact: email, channel: 'email', state: 'unsubscribed' }]);
    expect(hands.saidAt(reference, 'email')).toBe(saidAt);
  },
};

const nobodyCheck: Check = {
  promise: 'consents.optOut: a no of somebody who is not known there is taken, and keeps no other away',
  async run({ connection, ground }) {
    const hands = required(ground.optOut, 'people who say no');
    const optOut = required(connection.consents?.optOut, 'an opt-out target');
    const { reference, email } = hands.add();
    hands.say(reference, 'email', 'yes');
    await optOut.lower([
      { contact: 'nobody@kit.test', channel: 'email', state: 'unsubscribed' },
      { contact: email, channel: 'email', state: 'unsubscribed' },
    ]);
    expect(hands.consent(reference, 'email')).toBe('unsubscribed');
  },
};
