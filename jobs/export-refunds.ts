import { type Money, toDecimal } from '#domain/money.ts';
import type { Refund } from '#domain/order.ts';
import { creditOf } from '#domain/refund-balance.ts';
import { type PlannedRefund, planRefunds, type RefundStep } from '#reconcile/plan-refunds.ts';
import { RejectedError } from '#sdk/errors.ts';
import { defineJob } from '#sdk/define-job.ts';
import type { Link } from '#sdk/ledger/connections.ts';
import type { BookedRefund } from '#sdk/refunds.ts';
import type { RefundPolicy } from '#sdk/settings.ts';
import { jobNames } from './job-names.ts';
import { buildRefundDocument, createRefund, postRefund, REFUND_LINK } from './steps/book-refund.ts';
import { giveUpUnsent, type OpenRefund, openRefundEffects } from './steps/open-refund-effects.ts';
import { originOf } from './steps/order-run.ts';
import { disputeOf, type RefundDispute, settleRefundDisputes } from './steps/refund-disputes.ts';
import { referenceOf, type RefundRun } from './steps/refund-run.ts';

/** The booking wakes what waits for it; this is for the one that was missed. */
const LOOK_AGAIN_MS = 3_600_000;

/**
 * Makes the target credit what a store gave back of one order, each refund once. What is no longer booked needs no credit;
 * what the target does not allow becomes a discrepancy. The subject is the order's reference.
 */
export const exportRefunds = defineJob({
  name: jobNames.exportRefunds,
  title: 'Credits refunds in the ERP, each of them once',
  priority: 'order',
  appliesTo: ({ account }) => account.refunds?.target !== undefined,
  async run(context, [work]) {
    const target = context.account.refunds?.target;
    if (work === undefined || target === undefined) return;
    const origin = originOf(context, work);
    if (origin === null) return;
    const channel = context.settings.channels[origin.connection];
    if (channel?.bookedBy !== context.connection || channel.refunds === 'ignore') return;
    const stored = await context.ledger.read((tx) => tx.orders.get(origin.connection, origin.orderId));
    if (stored === null) return;
    const run = { context, work, target, store: origin.connection, order: stored.order };
    await converge(run, channel.refunds);
  },
});

async function converge(run: RefundRun, policy: RefundPolicy): Promise<void> {
  const { context, work, order } = run;
  const planned = planRefunds(order);
  const links = await linksOf(run);
  const booking = links.get(work.subject);
  const state = { policy, links, bookedId: booking?.theirs ?? null };
  const isDue = policy !== 'record' && planned.some(({ step }) => step.step === 'credit');
  if (isDue && booking === undefined) {
    const dueAt = context.clock.now() + LOOK_AGAIN_MS;
    context.wait(work, { dueAt, reason: 'its order is not booked', waitsFor: 'booking' });
  }
  const there = await readCredited(run, links);
  const open = await openRefundEffects(run);
  const disputes: RefundDispute[] = [];
  const credited = new Set<string>();
  for (const one of planned) {
    const { refund, step } = one;
    if (step.step === 'dispute') disputes.push(disputeOf(refund, step.type, step.detail));
    const found = await settleRefund(run, one, { ...state, there, open: open.get(refund.id) });
    if (found === 'credited') credited.add(referenceOf(run, refund));
    else if (found !== null) disputes.push(found);
  }
  await settleRefundDisputes(run, { disputes, credited });
  const wrong = planned.flatMap(({ step }) => (step.step === 'park' ? [step.reason] : []));
  if (wrong.length > 0) context.park(work, wrong.join(' '));
}

interface Standing {
  readonly policy: RefundPolicy;
  readonly links: ReadonlyMap<string, Link>;
  readonly there: ReadonlyMap<string, BookedRefund>;
  readonly bookedId: string | null;
  readonly open: OpenRefund | undefined;
}

/** Brings one refund as far as the policy and the target let it; null: nothing is to be said about it. */
async function settleRefund(
  run: RefundRun,
  { refund, step }: PlannedRefund,
  { policy, links, there, bookedId, open }: Standing,
): Promise<RefundDispute | 'credited' | null> {
  const link = links.get(referenceOf(run, refund));
  const linked = link === undefined ? undefined : there.get(link.theirs);
  const isWanted = step.step === 'credit' && policy !== 'record';
  if (link !== undefined && linked === undefined)
    return isWanted
      ? disputeOf(refund, 'refund-gone', `${link.label ?? link.theirs} is gone from the target`)
      : null;
  try {
    const booked = linked ?? (await bookOnce(run, refund, { open, bookedId: isWanted ? bookedId : null }));
    if (booked === null || 'type' in booked) return booked;
    if (open?.isPosting === true || (isWanted && policy === 'post' && isPostable(run, refund, booked)))
      await postRefund(run, refund, booked);
    return isWanted ? (differenceOf(run, refund, booked) ?? 'credited') : obsolete(refund, step, booked);
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    return disputeOf(refund, 'refund-refused', `refund ${refund.id} was refused: ${error.message}`);
  }
}

/** What an earlier run began is brought to an end first; a new credit note needs the booking that it belongs to. */
async function bookOnce(
  run: RefundRun,
  refund: Refund,
  { open, bookedId }: { readonly open: OpenRefund | undefined; readonly bookedId: string | null },
): Promise<BookedRefund | RefundDispute | null> {
  if (open !== undefined && open.unfinished !== null) return createRefund(run, refund, open.unfinished);
  if (bookedId !== null) return create(run, refund, bookedId);
  if (open !== undefined && open.unsentKey !== null) await giveUpUnsent(run, open.unsentKey);
  return null;
}

function isPostable(run: RefundRun, refund: Refund, booked: BookedRefund): boolean {
  return booked.state === 'draft' && differenceOf(run, refund, booked) === null;
}

/** A credit note of something that the store no longer gives back, or whose units are off the booking by now. */
function obsolete(refund: Refund, { step }: RefundStep, booked: BookedRefund): RefundDispute | null {
  if (step !== 'none' || booked.state === 'canceled') return null;
  return disputeOf(refund, 'refund-obsolete', `${booked.number} credits what is no longer booked`);
}

async function create(
  run: RefundRun,
  refund: Refund,
  bookedId: string,
): Promise<BookedRefund | RefundDispute> {
  const document = await buildRefundDocument(run, refund, bookedId);
  if (document.ok) return createRefund(run, refund, document.refund);
  return disputeOf(refund, 'refund-refused', `refund ${refund.id} cannot be credited: ${document.reason}`);
}

function differenceOf({ order }: RefundRun, refund: Refund, booked: BookedRefund): RefundDispute | null {
  if (booked.state === 'canceled')
    return disputeOf(refund, 'refund-canceled-in-target', `${booked.number} was canceled in the target`);
  const wanted = creditOf(order, refund).total;
  if (booked.total.currency === wanted.currency && booked.total.minor === wanted.minor) return null;
  const say = (amount: Money): string => `${toDecimal(amount)} ${amount.currency}`;
  return disputeOf(
    refund,
    'refund-differs',
    `${booked.number} credits ${say(booked.total)}, ${say(wanted)} of refund ${refund.id} is booked`,
  );
}

/** Of the order's booking and of its refunds' credit notes, by our references. */
async function linksOf(run: RefundRun): Promise<ReadonlyMap<string, Link>> {
  const { context, work, order } = run;
  const references = order.refunds.map((refund) => referenceOf(run, refund));
  return context.ledger.read(async (tx) => {
    const bookings = await tx.links.theirs('order', context.connection, [work.subject]);
    const notes = await tx.links.theirs(REFUND_LINK, context.connection, references);
    return new Map([...bookings, ...notes]);
  });
}

async function readCredited(
  run: RefundRun,
  links: ReadonlyMap<string, Link>,
): Promise<ReadonlyMap<string, BookedRefund>> {
  const ids = [...links.values()].flatMap(({ kind, theirs }) => (kind === REFUND_LINK ? [theirs] : []));
  const read = ids.length === 0 ? [] : await run.target.read(ids);
  return new Map(read.map((booked) => [booked.id, booked]));
}
