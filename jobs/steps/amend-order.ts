import { priorities } from '#domain/priority.ts';
import type { BookedOrder } from '#domain/order.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { Effect } from '#sdk/ledger/effects.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
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

/** An amendment of unknown outcome can land until its quarantine ends; only then is the target read and planned again (W4). */
export async function settleOpenAmendments(run: Export): Promise<boolean> {
  const { context, work } = run;
  const open = await context.ledger.read((tx) =>
    tx.effects.unsettled(work.job, context.connection, [work.subject]),
  );
  const amendments = open.filter((effect) => effect.operation === 'orders.amend');
  if (amendments.length === 0) return false;
  const now = context.clock.now();
  const ends = await context.ledger.write((tx) => takeOver(run, tx, { amendments, now }));
  const waitUntil = Math.max(now, ...ends);
  if (waitUntil <= now) await context.ledger.write((tx) => expireAll(run, tx, amendments));
  context.wait(work, {
    dueAt: waitUntil,
    reason: 'an amendment has an unknown outcome',
    waitsFor: 'quarantine',
  });
  return true;
}

/**
 * W6: what a former holder was sending is unknown, with a fresh quarantine: it may have stood still between noting that it
 * sends and sending. Returns when each quarantine ends.
 */
async function takeOver(
  { target }: Export,
  tx: LedgerTransaction,
  { amendments, now }: { readonly amendments: readonly Effect[]; readonly now: number },
): Promise<readonly number[]> {
  const ends: number[] = [];
  for (const { key, state, quarantineUntil } of amendments) {
    const fresh = now + target.quarantineMs;
    if (state === 'sending')
      await tx.effects.move(key, 'unknown', {
        now,
        error: 'its sender stopped before the answer',
        quarantineUntil: fresh,
      });
    ends.push(state === 'sending' ? fresh : (quarantineUntil ?? fresh));
  }
  return ends;
}

/** Given up as "may have happened". The bump makes the next run a new generation, which reads the target again and plans anew. */
async function expireAll(
  { context, work }: Export,
  tx: LedgerTransaction,
  amendments: readonly Effect[],
): Promise<void> {
  const now = context.clock.now();
  for (const { key } of amendments) await tx.effects.move(key, 'expired', { now });
  await tx.work.mark([
    { ...work, priority: priorities.order, cause: 'an amendment of unknown outcome was given up' },
  ]);
}
