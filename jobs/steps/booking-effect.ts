import { effectKey } from '#domain/effect-key.ts';
import type { BookedOrder, Order } from '#domain/order.ts';
import { orderReference } from '#reconcile/order-document.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import type { EffectRequest } from '#sdk/effects.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { Export } from './export-run.ts';
import { wakeCells } from './wake-cells.ts';

/** Constant for ever: a generation or a version here would book twice. */
export const CREATE = { purpose: 'create', version: 'once' } as const;

/** One booking per order, for ever (W3). */
export function createKey({ context, work }: Export): string {
  return effectKey({ job: work.job, connection: context.connection, subject: work.subject, ...CREATE });
}

type RequestParts = Pick<EffectRequest<BookedOrder>, 'purpose' | 'version' | 'operation' | 'body'>;

/** What every effect on a booking has in common. */
export function requestOf(
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

export function quantitiesOf(document: OrderToBook): ReadonlyMap<string, number> {
  return new Map(document.lines.map((line) => [line.reference, line.quantity]));
}

/** Nothing left to ship, for every line. */
export function zeroes(order: Order): ReadonlyMap<string, number> {
  return new Map(order.lines.map((line) => [line.id, 0]));
}

/** From here on the target may ship this much of each line, whatever becomes of the answer. */
export async function mayShip(
  { context, order, store }: Export,
  tx: LedgerTransaction,
  quantities: ReadonlyMap<string, number>,
): Promise<void> {
  const key = { connection: store, id: order.id };
  await tx.orders.setBooked(key, context.connection, quantities, 'raise');
}

/** What the target may still ship of each line is this. A reservation that ended or moved changes what the channels show. */
export async function believe(
  run: Export,
  tx: LedgerTransaction,
  quantities: ReadonlyMap<string, number>,
): Promise<void> {
  const { context, order, store, work } = run;
  const key = { connection: store, id: order.id };
  if (await tx.orders.setBooked(key, context.connection, quantities, 'exact'))
    await wakeCells(context, tx, { order, cause: `${work.subject} was changed in ${context.connection}` });
}

/** What the target may still ship of each line, by its own word. */
export function saidBy(booked: BookedOrder): ReadonlyMap<string, number> {
  const lines = booked.state === 'canceled' ? [] : booked.lines;
  return new Map(lines.map((line) => [line.reference, line.quantity]));
}

/** What the authority may still ship is what it says (S2), once nothing of ours can land there any more. */
export async function believeTarget(run: Export, tx: LedgerTransaction, booked: BookedOrder): Promise<void> {
  await believe(run, tx, new Map([...zeroes(run.order), ...saidBy(booked)]));
}

/** A create that was sent more than once may have a late twin, which would write the first version over an amended one. */
export async function waitsForLateCreate(run: Export): Promise<boolean> {
  const { context, work } = run;
  const create = await context.ledger.read((tx) => tx.effects.get(createKey(run)));
  const landsUntil = create === null || create.sends < 2 ? 0 : (create.sentAt ?? 0) + run.target.quarantineMs;
  if (landsUntil <= context.clock.now()) return false;
  context.wait(work, {
    dueAt: landsUntil,
    reason: 'an earlier send of the booking may still land',
    waitsFor: 'quarantine',
  });
  return true;
}
