import { missedBy, planRequests, type RequestStep } from '#reconcile/plan-requests.ts';
import { shippedUnits, withShipments } from '#reconcile/shipped-units.ts';
import { defineJob } from '#sdk/define-job.ts';
import { jobNames } from './job-names.ts';
import { askFor, settleAsking } from './steps/ask-warehouse.ts';
import { decideRouting } from './steps/decide-routing.ts';
import { type HeldBack, heldBack } from './steps/held-back.ts';
import { openOrderRun } from './steps/order-run.ts';
import { readRequests, settleSeen } from './steps/read-requests.ts';
import { settleDisputes } from './steps/request-disputes.ts';
import { noteStranded } from './steps/request-books.ts';
import type { RequestRun } from './steps/request-run.ts';
import { withdraw } from './steps/withdraw-request.ts';

/** A cancellation, its confirmation and a new ask for a few locations; more rounds mean that the two ends do not agree. */
const ROUNDS_MAX = 5;
/** Facts wake what waits; this is for the ones that were missed. */
const LOOK_AGAIN_MS = 3_600_000;

/**
 * Makes a warehouse be asked for what it is to ship of one order: asks once per unit, withdraws what is no longer wanted, and
 * asks anew only when that was confirmed. The subject is the order's reference.
 */
export const requestFulfillment = defineJob({
  name: jobNames.requestFulfillment,
  title: 'Asks a warehouse to ship an order, and withdraws what is no longer wanted',
  priority: 'fulfillment',
  appliesTo: ({ account }) => account.requests?.target !== undefined,
  async run(context, [work]) {
    const run = await openOrderRun(context, work, context.account.requests?.target);
    if (run !== null) await converge(run);
  },
});

async function converge(run: RequestRun): Promise<void> {
  await settleAsking(run);
  await readRequests(run);
  const openUntil = await settleSeen(run);
  await noteStranded(run);
  const held = await heldBack(run.context, run);
  const { refusals, unroutable } = await stepUntilAsked(run, held);
  const { requests, missed } = await readFacts(run, held);
  await settleDisputes(run, { requests, missed, refusals });
  waitFor(run, { held, unroutable, openUntil });
}

async function stepUntilAsked(
  run: RequestRun,
  held: HeldBack | null,
): Promise<{ readonly refusals: readonly string[]; readonly unroutable: boolean }> {
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const { steps, unroutable } = await readFacts(run, held);
    const refusals: string[] = [];
    let hasMoved = false;
    for (const step of steps) {
      const refusal = await take(run, step);
      if (refusal === null) hasMoved = true;
      else if (step.step === 'cancel' && step.excess) refusals.push(refusal);
    }
    if (!hasMoved) return { refusals, unroutable };
  }
  run.context.park(
    run.work,
    `${run.order.name} and its requests still differ after ${ROUNDS_MAX} rounds; compare the two and correct one by hand, then retry.`,
  );
  return { refusals: [], unroutable: false };
}

async function take(run: RequestRun, step: RequestStep): Promise<string | null> {
  if (step.step === 'cancel') return withdraw(run, step.request);
  await askFor(run, step);
  return null;
}

async function readFacts(run: RequestRun, held: HeldBack | null) {
  const { context, store, order } = run;
  const { routed, unrouted } = await decideRouting(context, run);
  const { stored, shipments } = await context.ledger.read(async (tx) => ({
    stored: await tx.requests.ofOrder(store, order.id),
    shipments: await tx.shipments.ofOrder(store, order.id),
  }));
  const requests = withShipments(stored, shipments);
  const shipped = shippedUnits({ assigned: routed, requests, shipments });
  const facts = {
    order,
    assigned: routed,
    requests,
    shipped,
    heldBack: held?.reason ?? null,
  };
  return {
    steps: planRequests(context.connection, facts),
    missed: missedBy(context.connection, facts),
    requests,
    unroutable: unrouted.length > 0,
  };
}

/** W2: a run that waits names what wakes it. */
function waitFor(
  { context, work }: RequestRun,
  {
    held,
    unroutable,
    openUntil,
  }: {
    readonly held: HeldBack | null;
    readonly unroutable: boolean;
    readonly openUntil: number | null;
  },
): void {
  const now = context.clock.now();
  if (openUntil !== null) {
    const reason = 'a cancellation has an unknown outcome';
    context.wait(work, { dueAt: Math.max(now, openUntil), reason, waitsFor: 'quarantine' });
  } else if (held !== null && held.waits) {
    const dueAt = held.until ?? now + LOOK_AGAIN_MS;
    context.wait(work, { dueAt, reason: held.reason, waitsFor: 'release' });
  } else if (unroutable) {
    const reason = 'units are not routable; see its discrepancy';
    context.wait(work, { dueAt: now + LOOK_AGAIN_MS, reason, waitsFor: 'stock' });
  }
}
