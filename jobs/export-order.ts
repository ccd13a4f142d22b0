import type { BookedOrder, Order } from '#domain/order.ts';
import { imbalanceOf } from '#domain/order-balance.ts';
import { planOrder, whyNotBooked } from '#reconcile/plan-order.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import { jobNames } from './job-names.ts';
import {
  cancelOrder,
  confirmOrder,
  createOrder,
  givesUpUnsentCreate,
  readBooked,
  unfinishedCreate,
} from './steps/book-order.ts';
import { amendOrder, settleOpenAmendments } from './steps/amend-order.ts';
import { buildDocument } from './steps/build-document.ts';
import type { Export } from './steps/export-run.ts';
import { openOrderRun } from './steps/order-run.ts';
import { waitsForRelease } from './steps/hold-confirmation.ts';
import { firstStartOf } from './steps/first-start.ts';
import { openDispute, settleAgreement } from './steps/dispute-order.ts';

/** Create, confirm and one late amendment; more rounds mean that the two ends do not agree, and a person looks. */
const STEPS_MAX = 4;

/**
 * Makes the target say what the channel says about one order: books it once, amends what the target still allows, cancels
 * it. The subject is our reference, `<store>:<order id>`.
 */
export const exportOrder = defineJob({
  name: jobNames.exportOrder,
  title: 'Books an order in the ERP, and keeps it equal to the store',
  priority: 'order',
  appliesTo: ({ account }) => account.orders?.target !== undefined,
  async run(context, [work]) {
    const run = await openOrderRun(context, work, context.account.orders?.target);
    if (run !== null) await converge(run);
  },
});

async function converge(run: Export): Promise<void> {
  const { context, order, store } = run;
  const booked = await readBooked(run);
  if (booked === null) {
    const reason = await whyNot(context, order, store);
    if (reason !== null && (await givesUpUnsentCreate(run))) return;
  } else if (await settleOpenAmendments(run)) {
    return;
  }
  const document = await documentOrPark(run);
  if (document === 'parked') return;
  await stepUntilEqual(run, booked, document);
}

/** Whether nothing is to be booked; an order whose create may have happened is booked first and then canceled. */
async function whyNot(context: JobContext, order: Order, store: string): Promise<string | null> {
  const channel = context.settings.channels[store];
  if (channel === undefined) return 'its store is no longer configured';
  const firstStart = await context.ledger.read((tx) => firstStartOf(tx, store));
  if (firstStart !== null) return whyNotBooked(order, channel, firstStart);
  const { firstStartedAt } = await context.ledger.write((tx) =>
    tx.connections.ensure(store, context.clock.now()),
  );
  return whyNotBooked(order, channel, firstStartedAt);
}

async function documentOrPark(run: Export): Promise<OrderToBook | null | 'parked'> {
  const { context, work, order } = run;
  const imbalance = imbalanceOf(order);
  if (imbalance !== null) {
    context.park(
      work,
      `the amounts of ${order.name} do not balance: ${imbalance}. Correct the order in the store; it is read again when it changes.`,
    );
    return 'parked';
  }
  const document = await buildDocument(run);
  if (document.ok) return document.order;
  if (order.canceledAt !== null) return null;
  context.park(work, document.reason);
  return 'parked';
}

async function stepUntilEqual(
  run: Export,
  start: BookedOrder | null,
  document: OrderToBook | null,
): Promise<void> {
  let booked = start;
  for (let count = 0; count < STEPS_MAX; count += 1) {
    if (booked === null) {
      const toBook = (await unfinishedCreate(run)) ?? document;
      if (toBook === null) return;
      booked = await createOrder(run, toBook);
      continue;
    }
    const plan = planOrder(run.order, document, booked);
    if (plan.step === 'none') {
      await settleAgreement(run, booked);
      return;
    }
    if (plan.step === 'dispute') {
      await openDispute(run, plan);
      return;
    }
    if (plan.step === 'confirm' && (await waitsForRelease(run))) return;
    const next = await takeStep(run, plan.step, { booked, document });
    if (next === null) return;
    booked = next;
  }
  run.context.park(
    run.work,
    `${run.order.name} and its booking still differ after ${STEPS_MAX} steps; compare the two and correct one by hand, then retry.`,
  );
}

async function takeStep(
  run: Export,
  step: 'create' | 'confirm' | 'amend' | 'cancel',
  { booked, document }: { readonly booked: BookedOrder; readonly document: OrderToBook | null },
): Promise<BookedOrder | null> {
  if (step === 'confirm') return confirmOrder(run, booked);
  if (step === 'cancel') return cancelOrder(run, booked);
  return document === null ? null : amendOrder(run, booked, document);
}
