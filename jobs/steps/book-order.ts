import { effectKey } from '#domain/effect-key.ts';
import { priorities } from '#domain/priority.ts';
import type { BookedOrder, Order } from '#domain/order.ts';
import { orderReference } from '#reconcile/order-document.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import type { EffectRequest } from '#sdk/effects.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { Effect } from '#sdk/ledger/effects.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { openDispute } from './dispute-order.ts';
import type { Export } from './export-run.ts';
import { publishCell } from './marks.ts';

const CREATE = { purpose: 'create', version: 'once' } as const;
/** How long an amendment of unknown outcome may still land. */
const AMENDMENT_QUARANTINE_MS = 60_000;

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
export async function givesUpUnsentCreate({ context, work, store, order }: Export): Promise<boolean> {
  const key = effectKey({ job: work.job, connection: context.connection, subject: work.subject, ...CREATE });
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
    if (effect !== null) await tx.orders.setBooked(store, order.id, zeroes(order), 'exact');
    return true;
  });
}

/** Books the order as a draft. The key is constant for ever: whatever happens, there is one (W3, I4). */
export async function createOrder(run: Export, document: OrderToBook): Promise<BookedOrder> {
  const { context, store, order, target, work } = run;
  const quantities = quantitiesOf(document);
  return context.effects.perform<BookedOrder>({
    ...requestOf(run, { ...CREATE, operation: 'orders.create', body: document }),
    send: () => target.create(document),
    lookUp: () => target.find(document.reference),
    // From here on the target may ship it, so it reserves until the target says otherwise (S2).
    beforeSend: (tx) => tx.orders.setBooked(store, order.id, quantities, 'raise'),
    onConfirmed: async (tx, booked) => {
      await tx.orders.setBooked(store, order.id, quantities, 'exact');
      await tx.links.save({
        kind: 'order',
        connection: context.connection,
        ours: work.subject,
        theirs: booked.id,
        label: booked.number,
      });
    },
    onRejected: (tx) => tx.orders.setBooked(store, order.id, zeroes(order), 'exact'),
  });
}

export async function confirmOrder(run: Export, booked: BookedOrder): Promise<BookedOrder> {
  return run.context.effects.perform<BookedOrder>({
    ...requestOf(run, {
      purpose: 'confirm',
      version: booked.id,
      operation: 'orders.confirm',
      body: { id: booked.id },
    }),
    // Reading the state first makes it safe to repeat: already confirmed is success.
    idempotency: { by: 'unique-reference' },
    send: () => run.target.confirm(booked.id),
  });
}

/** Cancels at the target. Goods that have left cannot be called back: then it is a dispute, and the units stay reserved. */
export async function cancelOrder(run: Export, booked: BookedOrder): Promise<BookedOrder | null> {
  const { context, store, order, target } = run;
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
      onConfirmed: async (tx) => {
        await tx.orders.setBooked(store, order.id, zeroes(order), 'exact');
        await wakeCells(run, tx);
      },
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

export async function amendOrder(
  run: Export,
  booked: BookedOrder,
  document: OrderToBook,
): Promise<BookedOrder | null> {
  const { context, store, order, target, work } = run;
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
      idempotency: { by: 'look-up', quarantineMs: AMENDMENT_QUARANTINE_MS },
      send: () => target.amend(booked.id, document),
      lookUp: async () => null,
      beforeSend: (tx) => tx.orders.setBooked(store, order.id, quantities, 'raise'),
      onConfirmed: async (tx) => {
        await tx.orders.setBooked(store, order.id, new Map([...zeroes(order), ...quantities]), 'exact');
        await wakeCells(run, tx);
      },
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
  const waitUntil = Math.max(
    now,
    ...amendments.map((effect) => effect.quarantineUntil ?? now + AMENDMENT_QUARANTINE_MS),
  );
  if (waitUntil <= now) await context.ledger.write((tx) => expireAll(run, tx, amendments));
  context.wait(work, {
    dueAt: waitUntil,
    reason: 'an amendment has an unknown outcome',
    waitsFor: 'quarantine',
  });
  return true;
}

/** Given up as "may have happened". The bump makes the next run a new generation, which reads the target again and plans anew. */
async function expireAll(
  { context, work }: Export,
  tx: LedgerTransaction,
  amendments: readonly Effect[],
): Promise<void> {
  const now = context.clock.now();
  for (const { key, state } of amendments) {
    if (state === 'sending') await tx.effects.move(key, 'unknown', { now });
    await tx.effects.move(key, 'expired', { now });
  }
  await tx.work.mark([
    { ...work, priority: priorities.order, cause: 'an amendment of unknown outcome was given up' },
  ]);
}

type RequestParts = Pick<EffectRequest<BookedOrder>, 'purpose' | 'version' | 'operation' | 'body'>;

function requestOf(
  { context, work, target, store, order }: Export,
  parts: RequestParts,
): Omit<EffectRequest<BookedOrder>, 'send'> {
  return {
    ...parts,
    leases: [work],
    idempotency: target.idempotency,
    members: [{ subject: work.subject, from: null, to: null }],
    cause: `${work.cause}; ${orderReference(store, order.id)} in ${context.connection}`,
  };
}

function quantitiesOf(document: OrderToBook): ReadonlyMap<string, number> {
  return new Map(document.lines.map((line) => [line.reference, line.quantity]));
}

function zeroes(order: Order): ReadonlyMap<string, number> {
  return new Map(order.lines.map((line) => [line.id, 0]));
}

/** The target's word ended or moved a reservation: what the channels show may change. */
async function wakeCells({ order, context, work }: Export, tx: LedgerTransaction): Promise<void> {
  const places = order.lines.flatMap((line) =>
    line.sku === null
      ? []
      : context.settings.locations.map((location) => ({ sku: line.sku ?? '', location: location.name })),
  );
  const cells = await tx.stock.cellsOf(places);
  await tx.sequence.next();
  await tx.work.mark(
    cells.map((cell) => publishCell(cell, { cause: `${work.subject} was changed in ${context.connection}` })),
  );
}
