import { orderFromReference, orderReference } from '#reconcile/order-document.ts';
import { orderOfRequest } from '#reconcile/request-reference.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { FulfillmentRequest } from '#sdk/fulfillment-requests.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { jobNames } from './job-names.ts';
import { linkRequest } from './steps/link-request.ts';
import { findUnasked } from './steps/find-unasked.ts';
import { refreshOrder } from './steps/marks.ts';
import { saidOf } from './steps/request-books.ts';
import { requestFulfillment } from './steps/request-marks.ts';
import { unlessParked } from './steps/unless-parked.ts';

const UNKNOWN = 'unknown-request';

/**
 * Compares all requests of a warehouse with the ledger. Differences wake the job of their order, which asks again for what is
 * gone; a request of ours that the ledger does not know is linked, and one that no order explains is told.
 */
export const sweepRequests = defineJob({
  name: jobNames.sweepRequests,
  title: 'Compares all requests of a warehouse with the ledger',
  priority: 'backfill',
  appliesTo: ({ account }) => account.requests?.target !== undefined,
  schedules: ({ settings }) => [{ subject: 'all', everyMs: settings.intervals.sweepOrdersMs }],
  async run(context) {
    const target = context.account.requests?.target;
    if (target === undefined) return;
    const startedAt = context.clock.now();
    const seen = new Map<string, string>();
    for await (const page of target.all()) {
      await context.ledger.write(async (tx) => {
        for (const found of page.items) await compare(context, tx, { found, seen });
      });
      if (page.complete) {
        await findUnasked(context, { seen, startedAt });
        return;
      }
      context.signal.throwIfAborted();
      await context.prolong();
    }
  },
});

async function compare(
  context: JobContext,
  tx: LedgerTransaction,
  { found, seen }: { readonly found: FulfillmentRequest; readonly seen: Map<string, string> },
): Promise<void> {
  const { connection, settings, clock } = context;
  const asked = orderOfRequest(found.reference);
  const origin = asked === null ? null : orderFromReference(asked.orderReference);
  // What carries no reference of ours, or that of a store which is not ours to keep, is somebody else's.
  if (asked === null || origin === null || settings.channels[origin.connection] === undefined) return;
  const first = seen.get(found.reference);
  seen.set(found.reference, first ?? found.id);
  const stored = await tx.requests.get(connection, found.reference);
  if ((first ?? stored?.theirs ?? found.id) !== found.id) {
    await openDuplicate(context, tx, { found, subject: asked.orderReference });
    return;
  }
  if (stored !== null) {
    // Its order may have been heard of after a sweep had told of it, and asked for by its own job.
    await tx.discrepancies.close(UNKNOWN, connection, found.reference, 'repaired', clock.now());
    const isOff = JSON.stringify(saidOf(stored, found)) !== JSON.stringify(stored);
    if (isOff) await mark(context, tx, asked.orderReference, 'a sweep found a difference');
    return;
  }
  const order = await tx.orders.get(origin.connection, origin.orderId);
  if (order === null) {
    await openUnknown(context, tx, found);
    const cause = 'a request of an unknown order';
    const look = { connection: origin.connection, cause, priority: 'backfill' } as const;
    await tx.work.mark(await unlessParked(tx, [refreshOrder(origin.orderId, look)]));
    return;
  }
  await linkRequest(context, tx, { found, number: asked.number, order });
  await tx.discrepancies.close(UNKNOWN, connection, found.reference, 'repaired', clock.now());
  await mark(context, tx, orderReference(origin.connection, origin.orderId), 'a sweep found a request');
}

async function mark(
  { connection }: JobContext,
  tx: LedgerTransaction,
  reference: string,
  cause: string,
): Promise<void> {
  const one = requestFulfillment(reference, { connection, cause, priority: 'backfill' });
  await tx.work.mark(await unlessParked(tx, [one]));
}

async function openDuplicate(
  { connection, clock }: JobContext,
  tx: LedgerTransaction,
  { found, subject }: { readonly found: FulfillmentRequest; readonly subject: string },
): Promise<void> {
  await tx.discrepancies.open(
    {
      type: 'duplicate-request',
      connection,
      subject,
      detail: `${found.number} carries the reference ${found.reference} of another request`,
      amount: null,
      currency: null,
      suggestion: 'Cancel one of the two in the warehouse system; look for a copy made by hand.',
    },
    clock.now(),
  );
}

async function openUnknown(
  { connection, clock }: JobContext,
  tx: LedgerTransaction,
  { number, reference, state }: FulfillmentRequest,
): Promise<void> {
  if (state === 'canceled' || state === 'shipped') return;
  await tx.discrepancies.open(
    {
      type: UNKNOWN,
      connection,
      subject: reference,
      detail: `${number} carries our reference ${reference}, and no order of the store explains it`,
      amount: null,
      currency: null,
      suggestion: 'Cancel it in the warehouse system, or pull the store that the order belongs to.',
    },
    clock.now(),
  );
}
