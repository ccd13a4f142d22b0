import type { ConsentChannel, ConsentState } from '#domain/consent.ts';
import type { SandboxProfile } from '#connectors/klaviyo/sandbox/state.ts';
import type { KlaviyoSandbox } from '#connectors/klaviyo/sandbox/start.ts';
import { required } from './check.ts';
import type { KitPerson, MarketingHands } from './marketing-hands.ts';
import type { PassingClock } from './passing-clock.ts';

/** Longer than the sandbox takes for what it has accepted. */
const DONE_MS = 5_000;

const words: Readonly<Record<string, ConsentState>> = {
  SUBSCRIBED: 'subscribed',
  UNSUBSCRIBED: 'unsubscribed',
  NEVER_SUBSCRIBED: 'never',
};

/** Somebody who works in the account, and customers at its forms. */
export function openKlaviyoDesk(
  { people, books, state }: KlaviyoSandbox,
  clock: PassingClock,
): MarketingHands {
  let count = 0;
  const person = (): KitPerson => {
    count += 1;
    const number = String(count).padStart(4, '0');
    return { reference: `kit:${count}`, email: `kit${count}@acme.test`, phone: `+1617555${number}` };
  };
  const done = (): void => clock.advance(DONE_MS);
  const found = (reference: string): readonly SandboxProfile[] => {
    done();
    return books.profiles().filter(({ externalId }) => externalId === reference);
  };
  const keyOf = (reference: string) => ({ external_id: reference });
  return {
    person,
    add() {
      const { reference, email, phone } = person();
      people.addProfile({
        external_id: reference,
        email,
        phone_number: phone,
        properties: { 'Points of somebody else': 12 },
      });
      return { reference, email, phone };
    },
    profiles: (reference) =>
      found(reference).map(({ id, email, fields, properties }) => ({
        id,
        email,
        firstName: fields.get('first_name') ?? null,
        lastName: fields.get('last_name') ?? null,
        segments: segmentsIn(properties.get('Syncline Segments')),
      })),
    consent(reference, channel) {
      return stateOf(required(found(reference)[0], 'the profile'), channel);
    },
    say(reference, channel, word) {
      if (word === 'yes') people.subscribe(keyOf(reference), channel);
      else people.unsubscribe(keyOf(reference), channel);
    },
    suppress: (reference) => people.suppress(keyOf(reference), 'SPAM_COMPLAINT'),
    bad: (reference) => ({ reference, email: 'nobody-at-acme' }),
    list: (reacts = false) => people.addList(`List ${state.lists.size}`, reacts ? ['welcome'] : []),
    members: (list) => books.members(list),
    events(reference) {
      done();
      return books
        .events()
        .filter(({ uniqueId }) => uniqueId === reference)
        .map(({ isBackfill }) => ({ historical: isBackfill }));
    },
    reactToOrders: () => void state.flowMetrics.add('Placed Order'),
    messages() {
      done();
      return books.messages().length;
    },
    now: () => clock.now(),
  };
}

function stateOf(profile: SandboxProfile, channel: ConsentChannel): ConsentState {
  const { suppressions } = profile;
  if (channel === 'email' && suppressions.some(({ reason }) => reason !== 'UNSUBSCRIBE')) return 'suppressed';
  const { consent } = channel === 'email' ? profile.emailMarketing : profile.smsMarketing;
  return required(words[consent], 'a consent');
}

function segmentsIn(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : null;
}
