import { plainSkusOf } from '#domain/bundle.ts';
import { strandedIn, toAskedLines } from '#reconcile/asked-lines.ts';
import { linePlaces } from '#reconcile/line-places.ts';
import { isLive, sumOf, unitsOf } from '#reconcile/plan-requests.ts';
import type { FulfillmentRequest } from '#sdk/fulfillment-requests.ts';
import type { StoredRequest } from '#sdk/ledger/fulfillment.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { refreshStock } from './marks.ts';
import type { RequestRun } from './request-run.ts';
import { wakeCells } from './wake-cells.ts';

/** A request with what the warehouse says of it now. What is over stays over, and nothing that left comes back (I5). */
export function saidOf(request: StoredRequest, said: FulfillmentRequest): StoredRequest {
  const isOver = request.theirs !== null && !isLive(request);
  return {
    ...request,
    state: isOver ? request.state : said.state,
    theirs: said.id,
    label: said.number,
    reason: said.reason,
    lines: toAskedLines(said.lines, request.lines),
  };
}

/**
 * Notes a request, and with it what the warehouse may still ship of each line: the sum over its requests, exactly (S2). The
 * lines reserve where they are asked for, and one that moved wakes its cells. Bundles of which only parts left are used up; what
 * the order still wants of their line is owed besides.
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
  const stranded = sumOf(own.map(strandedIn));
  const booked = new Map([...named, ...sumOf(own.map(unitsOf))]);
  for (const [lineId, units] of stranded) {
    // What is used up fulfills nothing: the line is owed whole bundles on top of it.
    const wanted = order.lines.find(({ id }) => id === lineId)?.quantity ?? 0;
    booked.set(lineId, Math.max(booked.get(lineId) ?? 0, wanted) + units);
  }
  const used = await stateUsedUp(run, tx, request);
  const key = { connection: store, id: order.id };
  const isOther = await tx.orders.setBooked(key, context.connection, booked, 'exact');
  const places = linePlaces(order, {
    channel: store,
    locations: context.settings.locations,
    routing: await tx.routings.get(store, order.id),
    requests,
  });
  const isElsewhere = await tx.orders.placeLines(store, order.id, places);
  if (!isOther && !isElsewhere && !used) return;
  await wakeCells(context, tx, { order, cause: `${work.subject} was changed in ${context.connection}` });
}

/**
 * S1: a count from here on may know what left of bundles that never will be whole; so the items are counted again.
 *
 * @returns whether that is news.
 */
async function stateUsedUp(
  { context, store, order }: RequestRun,
  tx: LedgerTransaction,
  request: StoredRequest,
): Promise<boolean> {
  const { connection, clock, settings } = context;
  const units = strandedIn(request);
  if (units.size === 0) return false;
  const isNews = await tx.shipments.useUp({
    connection,
    orderConnection: store,
    orderId: order.id,
    parcel: `${request.reference}#parts`,
    units,
    sequence: await tx.sequence.next(),
    now: clock.now(),
  });
  if (!isNews) return false;
  const counts = settings.locations.find(({ name }) => name === request.location)?.authority.connection;
  const sold = order.lines.flatMap(({ id, sku }) => (units.has(id) && sku !== null ? [sku] : []));
  const parts = [...plainSkusOf(sold, settings.stock.bundles)];
  const listings = counts === undefined ? [] : await tx.catalog.bySku(counts, parts);
  const cause = `parts of a bundle left for ${request.reference}`;
  await tx.work.mark(listings.map(({ id }) => refreshStock(id, { connection: counts ?? connection, cause })));
  return true;
}

/** The order may have changed since parts of its bundles were left without the rest. */
export async function noteStranded(run: RequestRun): Promise<void> {
  const { context, store, order } = run;
  const requests = await context.ledger.read((tx) => tx.requests.ofOrder(store, order.id));
  for (const request of requests) {
    if (request.connection !== context.connection || strandedIn(request).size === 0) continue;
    await context.ledger.write((tx) => noteRequest(run, tx, request));
  }
}
