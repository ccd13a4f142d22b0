import type { Order } from '#domain/order.ts';
import { orderReference } from '#reconcile/order-document.ts';
import { eventsOf, personOfOrder } from '#reconcile/order-events.ts';
import type { OrderSource, RefusedRecord } from '#sdk/capabilities.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { Backfill, BackfillItem } from '#sdk/ledger/backfills.ts';
import { sendEventsOf } from './marketing-marks.ts';
import { noteHistory, waitForRoom } from './note-history.ts';
import { readAhead } from './read-ahead.ts';

/**
 * Orders that were placed within the dates. One that the ledger has is told of by the job that tells of it anyway; any other
 * is read from the store, and its events wait, sealed, to be sent. Orders since the first start are live and not looked at.
 *
 * @returns whether the end was reached.
 */
export async function readOrderHistory(
  context: JobContext,
  source: OrderSource,
  backfill: Backfill,
): Promise<boolean> {
  const { connection, store, from } = backfill;
  const before = await historyEnd(context, backfill);
  for await (const { page, known, read } of readAhead(readPages(context, source, backfill))) {
    const own = await readKnown(context, backfill, { ids: known, before });
    const told = read.orders.filter((order) => isWithin(order, { from, before }));
    const items = await itemsOf(context, store, told);
    await noteHistory(context, backfill, {
      items: [...own, ...items],
      refused: [...page.refused, ...read.refused],
      cursor: page.cursor,
      stamps: page.items.map(({ updatedAt }) => updatedAt),
      isLast: page.complete,
      marks: own.map(({ reference }) =>
        sendEventsOf(reference, { connection, cause: `backfill ${backfill.id}`, priority: 'backfill' }),
      ),
    });
    if (page.complete) return true;
    if (!(await waitForRoom(context, backfill))) return false;
    context.signal.throwIfAborted();
    await context.prolong();
  }
  return false;
}

/** Pages with the orders that are to be read for it: neither of the ledger, nor taken down from an earlier page. */
async function* readPages(context: JobContext, source: OrderSource, backfill: Backfill) {
  const { store, id: backfillId, from, cursor } = backfill;
  for await (const page of source.changedSince(cursor, from)) {
    const ids = page.items.map(({ id }) => id);
    const { known, unread } = await context.ledger.read(async (tx) => {
      const versions = await tx.orders.versions(store, ids);
      const others = ids.filter((id) => !versions.has(id));
      const missing = await tx.backfills.missing(
        backfillId,
        others.map((id) => orderReference(store, id)),
      );
      const isMissing = new Set(missing);
      return {
        known: [...versions.keys()],
        unread: others.filter((id) => isMissing.has(orderReference(store, id))),
      };
    });
    yield { page, known, read: await fetchUnknown(context, source, unread) };
  }
}

/** From the first start on live work tells of everything, and starts what is to be started by it. */
async function historyEnd({ ledger, clock }: JobContext, { connection, to }: Backfill): Promise<number> {
  const states = await ledger.read((tx) => tx.connections.all());
  const state = states.find((one) => one.connection === connection);
  return Math.min(to, state?.firstStartedAt ?? clock.now());
}

async function readKnown(
  context: JobContext,
  { store, from }: Backfill,
  { ids, before }: { readonly ids: readonly string[]; readonly before: number },
): Promise<readonly BackfillItem[]> {
  return context.ledger.read(async (tx) => {
    const items: BackfillItem[] = [];
    for (const id of ids) {
      const stored = await tx.orders.get(store, id);
      if (
        stored === null ||
        !isWithin(stored.order, { from, before }) ||
        isLeftOut(context, store, stored.order)
      )
        continue;
      items.push({ reference: orderReference(store, id), person: null, events: null });
    }
    return items;
  });
}

async function fetchUnknown(
  context: JobContext,
  source: OrderSource,
  ids: readonly string[],
): Promise<{ readonly orders: readonly Order[]; readonly refused: readonly RefusedRecord[] }> {
  const orders: Order[] = [];
  const refused: RefusedRecord[] = [];
  const size = source.bulkMax ?? source.fetchMax;
  for (let start = 0; start < ids.length; start += size) {
    const fetched = await source.fetch(ids.slice(start, start + size));
    orders.push(...fetched.items);
    refused.push(...fetched.refused);
    await context.prolong();
  }
  return { orders, refused };
}

/** Of nobody, and of who was erased, nothing is told (I20). */
async function itemsOf(
  context: JobContext,
  store: string,
  orders: readonly Order[],
): Promise<readonly BackfillItem[]> {
  const own = orders.flatMap((order) => {
    const person = isLeftOut(context, store, order) ? null : personOfOrder(store, order);
    return person === null ? [] : [{ order, person }];
  });
  const people = own.map(({ person }) => person);
  const erased = await context.ledger.read((tx) => tx.erasures.erasedAmong(people));
  return own
    .filter(({ person }) => !erased.has(person))
    .map(({ order, person }) => ({
      reference: orderReference(store, order.id),
      person,
      events: eventsOf(store, order, { person, isHistory: true }),
    }));
}

function isLeftOut({ settings }: JobContext, store: string, { test }: Order): boolean {
  return test && settings.channels[store]?.testOrders !== 'book';
}

function isWithin(
  { createdAt }: Order,
  { from, before }: { readonly from: number; readonly before: number },
): boolean {
  return createdAt >= from && createdAt < before;
}
