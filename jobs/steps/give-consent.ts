import {
  type ConsentChannel,
  type ConsentGiven,
  consentChannels,
  isNo,
  judgeGiven,
} from '#domain/consent.ts';
import { type Customer, customerFromReference } from '#domain/customer.ts';
import type { ConsentingPerson, ConsentTarget } from '#sdk/consents.ts';
import type { StoredProfile } from '#sdk/customers.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { contactOf } from './contact-of.ts';

const OPERATION = 'consents.give';
const EFFECTS_MAX = 100;

/**
 * Passes on what the customer has just said yes to at the store, once per proof. Whether it is fresh and newer than what the
 * profile shows is asked here, and by the target again when it is sent.
 */
export async function giveConsents(
  context: JobContext,
  work: LeasedWork,
  {
    target,
    customer,
    profile,
  }: { readonly target: ConsentTarget; readonly customer: Customer; readonly profile: StoredProfile },
): Promise<void> {
  for (const channel of consentChannels) {
    const contact = contactOf(customer, channel);
    const given = givenOn(customer, channel);
    if (contact === null || given === null) continue;
    const current = profile.consents[channel] ?? { state: 'never', source: null, at: null, proof: null };
    if (current.state === 'subscribed' || judgeGiven(current, given, context.clock.now()) !== null) continue;
    await give(context, work, { target, contact, given });
  }
}

async function give(
  context: JobContext,
  work: LeasedWork,
  {
    target,
    contact,
    given,
  }: { readonly target: ConsentTarget; readonly contact: string; readonly given: ConsentGiven },
): Promise<void> {
  const person = { reference: work.subject, contact };
  try {
    await context.effects.perform<null>({
      leases: [work],
      purpose: `give-${given.channel}`,
      version: given.proof,
      operation: OPERATION,
      idempotency: target.idempotency,
      members: [{ subject: work.subject, from: null, to: null }],
      body: { person, given },
      cause: work.cause,
      send: () => target.give(person, given).then(() => null),
      beforeSend: async (tx) => {
        if (!(await stillStands(tx, person, given)))
          throw new RejectedError('a newer word of the customer is known by now', { code: 'not-later' });
      },
    });
  } catch (error) {
    // Refused is the safe side: it is not fresh, the profile has a newer word, or the address is another one by now.
    if (!(error instanceof RejectedError)) throw error;
    context.log.info('consent was not passed on', { connection: context.connection, code: error.code ?? '' });
  }
}

/** Asked in the transaction that starts the sending: no word that is known by then is newer than this yes (I20). */
async function stillStands(
  tx: LedgerTransaction,
  { reference, contact }: ConsentingPerson,
  { channel, at, proof }: ConsentGiven,
): Promise<boolean> {
  const origin = customerFromReference(reference);
  const stored = origin === null ? null : await tx.customers.get(origin.connection, origin.customerId);
  const newest = stored?.customer.consents[channel];
  if (newest?.state !== 'subscribed' || newest.proof !== proof) return false;
  const said = await tx.consents.of(channel, contact);
  return said.every((one) => !isNo(one.state) || (one.at ?? one.since) < at);
}

function givenOn({ consents }: Customer, channel: ConsentChannel): ConsentGiven | null {
  const consent = consents[channel];
  if (consent?.state !== 'subscribed') return null;
  const { at, source, proof } = consent;
  return at === null || source === null || proof === null ? null : { channel, at, source, proof };
}

/** When we last passed on a yes of this customer on this channel; null: never. */
export async function lastGiven(
  tx: LedgerTransaction,
  {
    connection,
    reference,
    channel,
  }: { readonly connection: string; readonly reference: string; readonly channel: ConsentChannel },
): Promise<number | null> {
  const effects = await tx.effects.ofSubject(reference, EFFECTS_MAX);
  const sent = effects.flatMap((effect) =>
    effect.connection === connection &&
    effect.operation === OPERATION &&
    effect.key.includes(`|give-${channel}|`) &&
    effect.sentAt !== null
      ? [effect.sentAt]
      : [],
  );
  return sent.length === 0 ? null : Math.max(...sent);
}
