import { effectKey } from '#domain/effect-key.ts';
import type { Order } from '#domain/order.ts';
import { creditOf } from '#domain/refund-balance.ts';
import { orderFromReference, orderReference } from '#reconcile/order-document.ts';
import { planRefunds } from '#reconcile/plan-refunds.ts';
import { partsOfRefundReference, refundReference } from '#reconcile/refund-document.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { BookedRefund } from '#sdk/refunds.ts';
import { jobNames } from './job-names.ts';
import { CREATE_REFUND, REFUND_LINK } from './steps/book-refund.ts';
import { linkFound } from './steps/link-found.ts';
import { refreshOrder } from './steps/marks.ts';
import { REFUND_MISSING } from './steps/refund-disputes.ts';
import { exportRefund } from './steps/refund-marks.ts';
import { unlessParked } from './steps/unless-parked.ts';

const PAGE_SIZE = 200;
/** A refund this young may simply be on its way. */
const GRACE_MS = 120_000;

type Seen = Map<string, Pick<BookedRefund, 'id' | 'state'>>;

/**
 * Compares all credit notes of a target with the refunds in the ledger: what is missing or differs wakes the job of its order,
 * what is there twice is told. An incomplete pass says nothing about absence.
 */
export const sweepRefunds = defineJob({
  name: jobNames.sweepRefunds,
  title: 'Compares all credit notes with the refunds of the stores',
  priority: 'backfill',
  appliesTo: ({ account }) => account.refunds?.target !== undefined,
  schedules: ({ settings }) => [{ subject: 'all', everyMs: settings.intervals.sweepOrdersMs }],
  async run(context) {
    const target = context.account.refunds?.target;
    if (target === undefined) return;
    const startedAt = context.clock.now();
    const seen: Seen = new Map();
    for await (const page of target.all()) {
      await context.ledger.write(async (tx) => {
        for (const booked of page.items) await compare(context, tx, { booked, seen });
      });
      if (page.complete) {
        await findMissing(context, { seen, startedAt });
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
  { booked, seen }: { readonly booked: BookedRefund; readonly seen: Seen },
): Promise<void> {
  const { connection } = context;
  const parts = partsOfRefundReference(booked.reference);
  const origin = parts === null ? null : orderFromReference(parts.orderReference);
  const policy = origin === null ? undefined : context.settings.channels[origin.connection]?.refunds;
  // What carries no reference of ours, or that of a store whose refunds are not ours to keep, is somebody else's.
  if (parts === null || origin === null || policy === undefined || policy === 'ignore') return;
  const other = seen.get(booked.reference);
  if (booked.state === 'canceled' && other !== undefined) return;
  if (other !== undefined && other.id !== booked.id && other.state !== 'canceled')
    await openDuplicate(context, tx, booked);
  seen.set(booked.reference, booked);
  const stored = await tx.orders.get(origin.connection, origin.orderId);
  const refund = stored?.order.refunds.find(({ id }) => id === parts.refundId);
  if (stored === null || refund === undefined) {
    const cause = 'a credit note of an unknown refund';
    const look = { connection: origin.connection, cause, priority: 'backfill' } as const;
    await tx.work.mark(await unlessParked(tx, [refreshOrder(origin.orderId, look)]));
    return;
  }
  const { id, number: label, reference: ours } = booked;
  const isNews = await linkFound(
    tx,
    { kind: REFUND_LINK, connection, ours, theirs: id, label },
    effectKey({
      job: jobNames.exportRefunds,
      connection,
      subject: parts.orderReference,
      purpose: CREATE_REFUND,
      version: parts.refundId,
    }),
  );
  const isOff =
    booked.state === 'canceled' ||
    (booked.state === 'draft' && policy === 'post') ||
    booked.total.minor !== creditOf(stored.order, refund).total.minor;
  if (isOff || isNews) await mark(context, tx, parts.orderReference, 'a sweep found a difference');
}

/** Refunds that should be credited and were not seen in a complete pass. */
async function findMissing(
  context: JobContext,
  { seen, startedAt }: { readonly seen: Seen; readonly startedAt: number },
): Promise<void> {
  const { ledger, settings, connection } = context;
  for (const [store, channel] of Object.entries(settings.channels)) {
    if (channel.bookedBy !== connection || channel.refunds === 'ignore' || channel.refunds === 'record')
      continue;
    let after: string | null = null;
    while (true) {
      const page: readonly { readonly order: Order; readonly recordedAt: number }[] = await ledger.write(
        async (tx) => {
          const orders = await tx.orders.page(store, after, PAGE_SIZE);
          for (const { order, recordedAt } of orders) {
            const isLate = recordedAt + GRACE_MS < startedAt;
            await findMissingOf(context, tx, { store, order, seen, isLate });
          }
          return orders;
        },
      );
      after = page.at(-1)?.order.id ?? null;
      if (page.length < PAGE_SIZE) break;
      context.signal.throwIfAborted();
      await context.prolong();
    }
  }
}

async function findMissingOf(
  context: JobContext,
  tx: LedgerTransaction,
  {
    store,
    order,
    seen,
    isLate,
  }: { readonly store: string; readonly order: Order; readonly seen: Seen; readonly isLate: boolean },
): Promise<void> {
  if (order.refunds.length === 0) return;
  const { connection } = context;
  const reference = orderReference(store, order.id);
  const missing = planRefunds(order).filter(
    ({ refund, step }) => step.step === 'credit' && !seen.has(refundReference(reference, refund.id)),
  );
  if (missing.length === 0) return;
  // An order that is not booked has nothing to credit; the sweep of orders tells what is missing there.
  if (!(await tx.links.theirs('order', connection, [reference])).has(reference)) return;
  await mark(context, tx, reference, 'a sweep did not find its credit note');
  for (const { refund } of isLate ? missing : [])
    await tx.discrepancies.open(
      {
        type: REFUND_MISSING,
        connection,
        subject: refundReference(reference, refund.id),
        detail: `refund ${refund.id} of ${order.name} should be credited and was not found`,
        amount: refund.total.shop.minor,
        currency: order.currency,
        suggestion:
          'It is being credited again under its own reference. If it is refused, see the reason there.',
      },
      context.clock.now(),
    );
}

async function mark(
  { connection }: JobContext,
  tx: LedgerTransaction,
  reference: string,
  cause: string,
): Promise<void> {
  const one = exportRefund(reference, { connection, cause, priority: 'backfill' });
  await tx.work.mark(await unlessParked(tx, [one]));
}

async function openDuplicate(
  { connection, clock }: JobContext,
  tx: LedgerTransaction,
  { number, reference, total }: BookedRefund,
): Promise<void> {
  await tx.discrepancies.open(
    {
      type: 'duplicate-refund',
      connection,
      subject: reference,
      detail: `${number} carries the reference of another credit note`,
      amount: total.minor,
      currency: total.currency,
      suggestion: 'Cancel one of the two in the target and look for a copy made by hand, then accept.',
    },
    clock.now(),
  );
}
