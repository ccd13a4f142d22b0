import { consentChannels } from '#domain/consent.ts';
import type { Connection } from '#sdk/define-connector.ts';
import { required } from './check.ts';
import type { Ground } from './fixture.ts';
import type { WriteCase } from './write-cases.ts';

let subjects = 0;

export const optOutTitles = consentChannels.map((channel) => `consents.optOut ${channel}`);

/** A no, told to a system that takes no yes from elsewhere. */
export function optOutWrites(connection: Connection, ground: Ground): readonly WriteCase[] {
  return consentChannels.map((channel) => ({
    title: `consents.optOut ${channel}`,
    idempotency: { by: 'unique-reference' },
    prepare() {
      const hands = required(ground.optOut, 'people who say no');
      const person = hands.add();
      hands.say(person.reference, channel, 'yes');
      subjects += 1;
      const contact = channel === 'email' ? person.email : person.phone;
      const books = () => hands.consent(person.reference, channel);
      return Promise.resolve({
        key: `kit-no-${subjects}`,
        send: (_key, through = connection) =>
          required(through.consents?.optOut, 'an opt-out target').lower([
            { contact, channel, state: 'unsubscribed' },
          ]),
        lookUp: () => Promise.resolve(books() === 'unsubscribed' ? true : null),
        books,
        fault: () => (books() === 'unsubscribed' ? null : `the books say ${books()}`),
      });
    },
  }));
}
