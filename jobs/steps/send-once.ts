import { createHash } from 'node:crypto';
import type { JobContext } from '#sdk/define-job.ts';
import { TransientError } from '#sdk/errors.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { EventTarget, MarketingEvent } from '#sdk/marketing-events.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { giveUpLate } from './give-up-late.ts';

const OPERATION = 'events.send';

interface Sending {
  readonly work: LeasedWork;
  readonly target: EventTarget;
  /** False: what was sent is not kept once it is confirmed; nobody would find it when the person is to be erased. */
  readonly isBodyKept?: boolean;
  /** Runs in the transaction that notes them as sent. */
  readonly onSent?: (tx: LedgerTransaction, events: readonly MarketingEvent[]) => Promise<void>;
}

/**
 * What an earlier run may have sent goes out again exactly as it was, and only then is anything new thought of. Of a person
 * who was erased meanwhile nothing goes out again (I20): it may have arrived, and is given up when its quarantine is over.
 *
 * @returns whether nothing is open any more.
 */
export async function settleSent(context: JobContext, sending: Sending): Promise<boolean> {
  const { work, target } = sending;
  const { ledger, connection } = context;
  const effects = await ledger.read((tx) => tx.effects.unsettled(work.job, connection, [work.subject]));
  let isErased = false;
  for (const effect of effects) {
    const events = JSON.parse(effect.body) as readonly MarketingEvent[];
    if (await ledger.read((tx) => wasErased(tx, events))) isErased = true;
    else await sendEventsOnce(context, sending, events);
  }
  if (!isErased) return true;
  const { quarantineMs } = target;
  const open = await giveUpLate(context, [work], { operation: OPERATION, quarantineMs });
  const until = open.get(work.subject);
  if (until === undefined) return true;
  context.wait(work, { dueAt: until, reason: 'an earlier send may still land', waitsFor: 'quarantine' });
  return false;
}

async function wasErased(tx: LedgerTransaction, events: readonly MarketingEvent[]): Promise<boolean> {
  const people = new Map(events.map(({ person }) => [JSON.stringify(person), person]));
  return (await tx.erasures.erasedAmong([...people.values()])).size > 0;
}

/** The target counts a reference once; the ledger remembers which ones it has taken. */
export async function sendEventsOnce(
  context: JobContext,
  { work, target, onSent, isBodyKept = true }: Sending,
  events: readonly MarketingEvent[],
): Promise<void> {
  const { connection, effects } = context;
  await effects.perform<null>({
    leases: [work],
    purpose: 'send',
    version: versionOf(events),
    operation: OPERATION,
    idempotency: target.idempotency,
    members: membersOf(work, events),
    body: events,
    cause: work.cause,
    send: () => target.send(events).then(() => null),
    beforeSend: async (tx) => {
      if (await wasErased(tx, events)) throw new TransientError('the person was erased meanwhile');
    },
    onConfirmed: async (tx, _result, key) => {
      await tx.links.saveAll(
        events.map(({ reference }) => ({
          kind: 'event',
          connection,
          ours: reference,
          theirs: reference,
          label: null,
        })),
      );
      if (!isBodyKept) await tx.effects.forget(key);
      await onSent?.(tx, events);
    },
  });
}

/** The subject, and every order that the events are about, so that what was sent is found by each of them. */
function membersOf({ subject }: LeasedWork, events: readonly MarketingEvent[]) {
  const orders = events.map(({ reference, orderId }) =>
    reference.slice(0, reference.indexOf(`:${orderId}:`) + 1 + orderId.length),
  );
  return [...new Set([subject, ...orders])].map((one) => ({ subject: one, from: null, to: null }));
}

/** What the target was not told yet. */
export async function leaveOutSent(
  { ledger, connection }: Pick<JobContext, 'ledger' | 'connection'>,
  events: readonly MarketingEvent[],
): Promise<readonly MarketingEvent[]> {
  const references = events.map(({ reference }) => reference);
  const sent = await ledger.read((tx) => tx.links.theirs('event', connection, references));
  return events.filter(({ reference }) => !sent.has(reference));
}

/** Create-once: the same events make the same effect, for ever (W3). */
function versionOf(events: readonly MarketingEvent[]): string {
  const references = events.map(({ reference }) => reference).toSorted();
  return createHash('sha256').update(JSON.stringify(references)).digest('base64url');
}
