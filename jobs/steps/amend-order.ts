import type { BookedOrder } from '#domain/order.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import {
  believe,
  believeTarget,
  mayShip,
  quantitiesOf,
  requestOf,
  waitsForLateCreate,
  zeroes,
} from './booking-effect.ts';
import { openDispute } from './dispute-order.ts';
import type { Export } from './export-run.ts';
import { settleOpenChanges } from './settle-open-changes.ts';

/** Makes a booking say what the store says now, as far as the target still allows it. */
export async function amendOrder(
  run: Export,
  booked: BookedOrder,
  document: OrderToBook,
): Promise<BookedOrder | null> {
  const { context, order, target, work } = run;
  if (await waitsForLateCreate(run)) return null;
  const quantities = quantitiesOf(document);
  try {
    return await context.effects.perform<BookedOrder>({
      ...requestOf(run, {
        purpose: 'amend',
        // The source's version; the generation tells two edits within the channel's one second apart.
        version: `${order.updatedAt}.${work.generation}`,
        operation: 'orders.amend',
        body: document,
      }),
      idempotency: { by: 'look-up', quarantineMs: target.quarantineMs },
      send: () => target.amend(booked.id, document),
      lookUp: async () => null,
      beforeSend: (tx) => mayShip(run, tx, quantities),
      onConfirmed: (tx) => believe(run, tx, new Map([...zeroes(order), ...quantities])),
      onRejected: (tx) => believeTarget(run, tx, booked),
    });
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    await openDispute(run, {
      type: 'not-amendable',
      detail: `${booked.number} could not be changed: ${error.message}`,
    });
    return null;
  }
}

/** See `settleOpenChanges`. */
export async function settleOpenAmendments(run: Export): Promise<boolean> {
  return settleOpenChanges(run, { operations: ['orders.amend'], what: 'an amendment' });
}
