import { isUnsettled } from '#domain/effect-state.ts';
import type { BookedHead, BookedOrder } from '#domain/order.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import { believe, CREATE, createKey, mayShip, quantitiesOf, requestOf, zeroes } from './booking-effect.ts';
import { openDispute } from './dispute-order.ts';
import type { Export } from './export-run.ts';
import { wakeRefunds } from './refund-marks.ts';
import { wakeParcels } from './wake-parcels.ts';

/** The order as the target has it, by our link; null when it was never booked. */
export async function readBooked({ context, work, target }: Export): Promise<BookedOrder | null> {
  const links = await context.ledger.read((tx) =>
    tx.links.theirs('order', context.connection, [work.subject]),
  );
  const link = links.get(work.subject);
  if (link === undefined) return null;
  const [booked] = await target.read([link.theirs]);
  if (booked === undefined) {
    throw new RejectedError(
      `${link.label ?? link.theirs} is gone from the target, though it was booked; restore it there, or drop this work`,
    );
  }
  return booked;
}

/**
 * For an order that is not to be booked: true when it surely was not. A create that was only intended is given up, which
 * ends the reservation (S2); one that may have happened must first be brought to an end.
 */
export async function givesUpUnsentCreate(run: Export): Promise<boolean> {
  const { context, order } = run;
  const key = createKey(run);
  return context.ledger.write(async (tx) => {
    const effect = await tx.effects.get(key);
    if (
      effect !== null &&
      effect.state !== 'intended' &&
      effect.state !== 'superseded' &&
      effect.state !== 'rejected'
    )
      return false;
    if (effect?.state === 'intended') await tx.effects.move(key, 'superseded', { now: context.clock.now() });
    if (effect !== null) await believe(run, tx, zeroes(order));
    return true;
  });
}

/** What an earlier send asked for, when its outcome is open: exactly that is sent again, whatever the order says by now. */
export async function unfinishedCreate(run: Export): Promise<OrderToBook | null> {
  const effect = await run.context.ledger.read((tx) => tx.effects.get(createKey(run)));
  return effect !== null && isUnsettled(effect.state) ? (JSON.parse(effect.body) as OrderToBook) : null;
}

/** Books the order as a draft. The key is constant for ever: whatever happens, there is one (W3, I4). */
export async function createOrder(run: Export, document: OrderToBook): Promise<BookedOrder> {
  const { context, order, target, work } = run;
  const quantities = quantitiesOf(document);
  return context.effects.perform<BookedOrder>({
    ...requestOf(run, { ...CREATE, operation: 'orders.create', body: document }),
    send: () => target.create(document),
    lookUp: () => target.find(document.reference),
    // From here on the target may ship it, so it reserves until the target says otherwise (S2).
    beforeSend: (tx) => mayShip(run, tx, quantities),
    onConfirmed: async (tx, booked) => {
      // A first attempt that was never sent may have reserved a line that is gone by now.
      await believe(run, tx, new Map([...zeroes(order), ...quantities]));
      await tx.links.save({
        kind: 'order',
        connection: context.connection,
        ours: work.subject,
        theirs: booked.id,
        label: booked.number,
      });
      await wakeRefunds(tx, {
        connection: context.connection,
        reference: work.subject,
        cause: `${work.subject} was booked as ${booked.number}`,
      });
      // A booking that a ledger from a backup has forgotten is not confirmed once more.
      if (booked.state === 'confirmed') await wakeParcels(context, tx, work.subject);
    },
    onRejected: (tx) => believe(run, tx, zeroes(order)),
  });
}

export async function confirmOrder(run: Export, booked: BookedOrder): Promise<BookedOrder> {
  const head = await run.context.effects.perform<BookedHead>({
    ...requestOf(run, {
      purpose: 'confirm',
      version: booked.id,
      operation: 'orders.confirm',
      body: { id: booked.id },
    }),
    // Reading the state first makes it safe to repeat: already confirmed is success.
    idempotency: { by: 'unique-reference' },
    send: () => run.target.confirm(booked.id),
    onConfirmed: (tx) => wakeParcels(run.context, tx, run.work.subject),
  });
  return { ...booked, ...head };
}

/** Cancels at the target. Goods that have left cannot be called back: then it is a dispute, and the units stay reserved. */
export async function cancelOrder(run: Export, booked: BookedOrder): Promise<BookedOrder | null> {
  const { context, order, target } = run;
  try {
    return await context.effects.perform<BookedOrder>({
      ...requestOf(run, {
        purpose: 'cancel',
        version: booked.id,
        operation: 'orders.cancel',
        body: { id: booked.id },
      }),
      idempotency: { by: 'unique-reference' },
      send: () => target.cancel(booked.id),
      onConfirmed: (tx) => believe(run, tx, zeroes(order)),
    });
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    await openDispute(run, {
      type: 'not-cancelable',
      detail: `${booked.number} could not be canceled: ${error.message}`,
    });
    return null;
  }
}
