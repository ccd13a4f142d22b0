import { RejectedError } from '#sdk/errors.ts';
import type { FulfillmentRequest } from '#sdk/fulfillment-requests.ts';
import type { StoredRequest } from '#sdk/ledger/fulfillment.ts';
import { noteRequest, saidOf } from './request-books.ts';
import type { RequestRun } from './request-run.ts';

/** Why the warehouse does not give a request back; null: it did. */
export async function withdraw(run: RequestRun, request: StoredRequest): Promise<string | null> {
  const { context, target, work } = run;
  const { theirs } = request;
  if (theirs === null) return null;
  const withdrawn = (): StoredRequest => ({ ...request, withdrawn: true, changedAt: context.clock.now() });
  try {
    await context.effects.perform<FulfillmentRequest>({
      leases: [work],
      purpose: 'cancel',
      // One that was given up or refused may be wanted again later: the generation tells them apart.
      version: `${request.reference}.${work.generation}`,
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
