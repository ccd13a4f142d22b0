import { isUnsettled } from '#domain/effect-state.ts';
import type { BookedOrder } from '#domain/order.ts';
import { acknowledgeOrder, countsAvailable } from './acknowledge-order.ts';
import { believeTarget, saidBy, waitsForLateCreate } from './booking-effect.ts';
import type { Export } from './export-run.ts';
import { wakeParcels } from './wake-parcels.ts';

const EFFECTS_LOOKED_AT = 50;
/** What must have happened for a booking to be in this state: its answer may have been lost, the target shows it. */
const doneBy: Readonly<Partial<Record<BookedOrder['state'], string>>> = {
  confirmed: 'orders.confirm',
  canceled: 'orders.cancel',
};

const disputes: Readonly<Record<string, string>> = {
  'not-cancelable': 'Call the goods back, or agree a return; then cancel by hand and accept.',
  'not-amendable': 'Make the change by hand in the target, or cancel it in the store.',
  'canceled-in-target':
    'Cancel the order in the store too, or book it again by hand. A warehouse that is asked to ship ships it all the same: keep it back with "syncline hold".',
};

/** Two systems disagree and the policy does not allow a repair: it becomes a discrepancy with what a person can do. */
export async function openDispute(
  { context, work, order }: Export,
  { type, detail }: { readonly type: string; readonly detail: string },
): Promise<void> {
  await context.ledger.write(async (tx) => {
    // What a worker saw before it stood still is no reason to call anybody (I13).
    await tx.work.assertHeld([work]);
    await tx.discrepancies.open(
      {
        type,
        connection: context.connection,
        subject: work.subject,
        detail,
        amount: order.totals.total.shop.minor,
        currency: order.currency,
        suggestion: disputes[type] ?? 'Compare the two systems and correct one.',
      },
      context.clock.now(),
    );
  });
}

/**
 * Both ends agree again: disputes are over, and what is reserved is the target's word (S2), whatever an amendment that was
 * given up, a cancellation by hand or a ledger that lost its last commits says.
 */
export async function settleAgreement(run: Export, booked: BookedOrder): Promise<void> {
  const { context, work, store, order } = run;
  const { open, effects, reserved } = await context.ledger.read(async (tx) => ({
    open: (await tx.discrepancies.about(work.subject)).filter(
      (entry) => entry.state === 'open' && entry.connection === context.connection,
    ),
    effects: await tx.effects.ofSubject(work.subject, EFFECTS_LOOKED_AT),
    reserved: await tx.orders.booked(store, order.id, context.connection),
  }));
  const said = saidBy(booked);
  const isOff = [...reserved].some(([line, units]) => (units ?? 0) !== (said.get(line) ?? 0));
  if (isOff && booked.state !== 'canceled' && (await waitsForLateCreate(run))) return;
  const seenDone = effects.filter(
    ({ operation, state }) => isUnsettled(state) && operation === doneBy[booked.state],
  );
  if (open.length === 0 && !isOff && seenDone.length === 0 && !countsAvailable(run)) return;
  await context.ledger.write(async (tx) => {
    await tx.work.assertHeld([work]);
    if (isOff) await believeTarget(run, tx, booked);
    await acknowledgeOrder(run, tx, booked);
    const now = context.clock.now();
    for (const { key } of seenDone)
      await tx.effects.move(key, 'confirmed', { now, result: JSON.stringify(booked) });
    if (seenDone.length > 0) await wakeParcels(context, tx, work.subject);
    for (const { type, connection, subject } of open)
      await tx.discrepancies.close(type, connection, subject, 'repaired', now);
  });
}
