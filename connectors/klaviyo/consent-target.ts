import { type ConsentGiven, judgeGiven } from '#domain/consent.ts';
import type { ConsentingPerson, ConsentLowering, ConsentTarget } from '#sdk/consents.ts';
import { RejectedError } from '#sdk/errors.ts';
import { afterWrite, type Client } from './client.ts';
import { passedOnSource } from './passed-on.ts';
import { findProfile } from './read-profiles.ts';

/** As published, for both operations by which a no is told. */
const LOWERINGS_MAX = 100;

const contactNames = { email: 'email', sms: 'phone_number' } as const;

/**
 * A no is told by unsubscribing or suppressing, a yes by subscribing. Unsubscribing names no list: with one, Klaviyo takes
 * who is not on it for somebody who wants nothing at all, and who is on it for somebody who wants all but that list.
 */
export function createConsentTarget(client: Client): ConsentTarget {
  return {
    idempotency: { by: 'unique-reference' },
    quarantineMs: client.settings.quarantineMs,
    batchMax: LOWERINGS_MAX,
    lower: (changes) => lowerConsents(client, changes),
    give: (person, given) => giveConsent(client, person, given),
  };
}

async function lowerConsents(client: Client, changes: readonly ConsentLowering[]): Promise<void> {
  if (changes.length > LOWERINGS_MAX) throw new RangeError(`${changes.length} changes in one call`);
  // Klaviyo suppresses e-mail addresses only; of a phone number the most that it knows is the no.
  const suppressed = changes.filter(({ channel, state }) => channel === 'email' && state === 'suppressed');
  const unsubscribed = changes.filter((change) => !suppressed.includes(change));
  if (suppressed.length > 0) await suppress(client, suppressed);
  if (unsubscribed.length === 0) return;
  const next = () => unsubscribe(client, unsubscribed);
  await (suppressed.length > 0 ? afterWrite(next) : next());
}

async function suppress(client: Client, changes: readonly ConsentLowering[]): Promise<void> {
  const data = changes.map(({ contact }) => ({ type: 'profile', attributes: { email: contact } }));
  await client.write({
    operation: 'bulk_suppress_profiles',
    body: { data: { type: 'profile-suppression-bulk-create-job', attributes: { profiles: { data } } } },
  });
}

async function unsubscribe(client: Client, changes: readonly ConsentLowering[]): Promise<void> {
  const data = changes.map(({ contact, channel }) => ({
    type: 'profile',
    attributes: {
      [contactNames[channel]]: contact,
      subscriptions: { [channel]: { marketing: { consent: 'UNSUBSCRIBED' } } },
    },
  }));
  await client.write({
    operation: 'bulk_unsubscribe_profiles',
    body: { data: { type: 'profile-subscription-bulk-delete-job', attributes: { profiles: { data } } } },
  });
}

/**
 * Looks first, and subscribes only when what stands there is older. `historical_import` is never set: it would skip the
 * confirmation that a list with double opt-in asks for. Subscribing lifts UNSUBSCRIBE, SPAM_REPORT and USER_SUPPRESSED
 * at Klaviyo, so a suppression is refused here.
 */
async function giveConsent(client: Client, person: ConsentingPerson, given: ConsentGiven): Promise<void> {
  const profile = await findProfile(client, person.reference);
  if (profile === null) {
    throw new RejectedError('Klaviyo has no profile of this customer yet', { code: 'unknown-profile' });
  }
  const known = given.channel === 'email' ? profile.email : profile.phone;
  if (known?.toLowerCase() !== person.contact.toLowerCase()) {
    throw new RejectedError('consent was given for another address than that of the profile', {
      code: 'wrong-contact',
    });
  }
  const current = profile.consents[given.channel] ?? { state: 'never', source: null, at: null, proof: null };
  // Already so: said again, it would ask the customer to confirm once more.
  if (current.state === 'subscribed') return;
  const refusal = judgeGiven(current, given, client.clock.now());
  if (refusal !== null) {
    throw new RejectedError(`this consent does not raise what Klaviyo has: ${refusal}`, { code: refusal });
  }
  await subscribe(client, person, given);
}

async function subscribe(
  client: Client,
  { contact }: ConsentingPerson,
  { channel, source, proof }: ConsentGiven,
): Promise<void> {
  const { consentList } = client.settings;
  const profile = {
    type: 'profile',
    attributes: {
      [contactNames[channel]]: contact,
      subscriptions: { [channel]: { marketing: { consent: 'SUBSCRIBED' } } },
    },
  };
  await client.write({
    operation: 'bulk_subscribe_profiles',
    body: {
      data: {
        type: 'profile-subscription-bulk-create-job',
        attributes: { custom_source: passedOnSource(source, proof), profiles: { data: [profile] } },
        ...(consentList === undefined
          ? {}
          : { relationships: { list: { data: { type: 'list', id: consentList } } } }),
      },
    },
  });
}
