import { effectKey } from '#domain/effect-key.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { FulfillmentRequest } from '#sdk/fulfillment-requests.ts';
import type { StoredRequest } from '#sdk/ledger/fulfillment.ts';
import { noteRequest, saidOf } from './request-books.ts';
import type { RequestRun } from './request-run.ts';

const CANCEL = 'cancel';

/** Why the warehouse does not give a request back; null: it did. */
export async function withdraw(run: RequestRun, request: StoredRequest): Promise<string | null> {
  const { context, target, work } = run;
  const { theirs } = request;
  if (theirs === null) return null;
  const version = await openVersion(run, request);
  const withdrawn = (): StoredRequest => ({ ...request, withdrawn: true, changedAt: context.clock.now() });
  try {
    await context.effects.perform<FulfillmentRequest>({
      leases: [work],
      purpose: CANCEL,
      version,
      operation: 'requests.cancel',
      // Reading the state first makes it safe to repeat: already canceled is success.
      idempotency: { by: 'unique-reference' },
      members: [{ subject: work.subject, from: null, to: null }],
      body: { id: theirs, reference: request.reference },
      cause: `${work.cause}; ${request.reference} in ${context.connection}`,
      send: () => target.cancel(theirs),
      beforeSend: (tx) => noteRequest(run, tx, withdrawn()),
      onConfirmed: (tx, said) => noteRequest(run, tx, saidOf(withdrawn(), said)),
      onRejected: (tx) => noteRequest(run, tx, { ...withdrawn(), withdrawn: request.withdrawn }),
    });
    return null;
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    return error.message;
  }
}

/**
 * One that was given up or refused may be wanted again later: the generation tells them apart and, where the run that gives one
 * up asks again at once, a number.
 */
async function openVersion({ context, work }: RequestRun, { reference }: StoredRequest): Promise<string> {
  const { connection, ledger } = context;
  const { job, subject, generation } = work;
  const base = `${reference}.${generation}`;
  return ledger.read(async (tx) => {
    for (let again = 0; ; again += 1) {
      const version = again === 0 ? base : `${base}.${again}`;
      const key = effectKey({ job, connection, subject, purpose: CANCEL, version });
      const effect = await tx.effects.get(key);
      if (effect?.state !== 'expired') return version;
    }
  });
}
