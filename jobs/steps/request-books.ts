import { linePlaces } from '#reconcile/line-places.ts';
import { isLive, sumOf, unitsOf } from '#reconcile/plan-requests.ts';
import type { FulfillmentRequest } from '#sdk/fulfillment-requests.ts';
import type { StoredRequest } from '#sdk/ledger/fulfillment.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { RequestRun } from './request-run.ts';
import { wakeCells } from './wake-cells.ts';

/** A request with what the warehouse says of it now. What is over stays over, and nothing that left comes back (I5). */
export function saidOf(request: StoredRequest, said: FulfillmentRequest): StoredRequest {
  const isOver = request.theirs !== null && !isLive(request);
  const before = new Map(request.lines.map((line) => [line.lineId, line.shipped]));
  return {
    ...request,
    state: isOver ? request.state : said.state,
    theirs: said.id,
    label: said.number,
    reason: said.reason,
    lines: said.lines.map(({ reference, quantity, shipped }) => ({
      lineId: reference,
      quantity,
      shipped: Math.max(shipped, before.get(reference) ?? 0),
    })),
  };
}

/**
 * Notes a request, and with it what the warehouse may still ship of each line: the sum over its requests, exactly (S2). The
 * lines reserve where they are asked for, and one that moved wakes its cells.
 */
export async function noteRequest(
  run: RequestRun,
  tx: LedgerTransaction,
  request: StoredRequest,
): Promise<void> {
  const { context, store, order, work } = run;
  await tx.requests.save(request);
  const requests = await tx.requests.ofOrder(store, order.id);
  const own = requests.filter(({ connection }) => connection === context.connection);
  const named = own.flatMap(({ lines }) => lines.map(({ lineId }): [string, number] => [lineId, 0]));
  const booked = new Map([...named, ...sumOf(own.map(unitsOf))]);
  const key = { connection: store, id: order.id };
  const isOther = await tx.orders.setBooked(key, context.connection, booked, 'exact');
  const places = linePlaces(order, {
    channel: store,
    locations: context.settings.locations,
    routing: await tx.routings.get(store, order.id),
    requests,
  });
  const isElsewhere = await tx.orders.placeLines(store, order.id, places);
  if (!isOther && !isElsewhere) return;
  await wakeCells(context, tx, { order, cause: `${work.subject} was changed in ${context.connection}` });
}
