import { plainSkusOf, skusMovedWith } from '#domain/bundle.ts';
import { priorities } from '#domain/priority.ts';
import type { Order } from '#domain/order.ts';
import { orderReference } from '#reconcile/order-document.ts';
import { expectedShifts, positionsOf } from '#reconcile/order-positions.ts';
import { linePlaces } from '#reconcile/line-places.ts';
import { whyNotBooked } from '#reconcile/plan-order.ts';
import { jobNames } from '#jobs/job-names.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { OrderLinePosition, OrderRead } from '#sdk/ledger/orders.ts';
import type { StockEntry } from '#sdk/ledger/stock.ts';
import type { Mark } from '#sdk/ledger/work.ts';
import { certainFirstStartOf } from './first-start.ts';
import { eventMarks } from './marketing-marks.ts';
import { publishCell, refreshStock } from './marks.ts';
import { orderCause } from './measure-propagation.ts';
import { refundMarks } from './refund-marks.ts';
import { requestMarks } from './request-marks.ts';
import { returnMarks } from './return-marks.ts';
import { UNREADABLE_ORDER } from './refused-records.ts';
import { judgeCustomer } from './segment-marks.ts';

type RecordContext = Pick<JobContext, 'connection' | 'ledger' | 'settings' | 'clock'>;

/** Orders per transaction: enough to share a commit, few enough to stay short. */
const ORDERS_PER_TRANSACTION = 25;

/**
 * observe -> record: stores what the channel said, moves what its cells should show, and marks what follows from it,
 * all in one transaction per order. Older versions change nothing (I5). Returns how many were news.
 */
export async function recordOrders(
  context: RecordContext,
  orders: readonly Order[],
  read: OrderRead,
): Promise<number> {
  let news = 0;
  for (let start = 0; start < orders.length; start += ORDERS_PER_TRANSACTION) {
    const chunk = orders.slice(start, start + ORDERS_PER_TRANSACTION);
    news += await context.ledger.write(async (tx) => {
      const firstStart = await certainFirstStartOf(tx, context.connection);
      let count = 0;
      for (const order of chunk)
        count += (await recordOrder(context, tx, { order, read, firstStart })) ? 1 : 0;
      return count;
    });
  }
  return news;
}

interface Recording {
  readonly order: Order;
  readonly read: OrderRead;
  readonly firstStart: number | null;
}

async function recordOrder(
  context: RecordContext,
  tx: LedgerTransaction,
  { order, read, firstStart }: Recording,
): Promise<boolean> {
  const { connection, settings, clock } = context;
  const positions = await placedPositions(context, tx, order);
  const recorded = await tx.orders.record(connection, order, positions, clock.now(), read);
  await tx.discrepancies.close(UNREADABLE_ORDER.type, connection, order.id, 'repaired', clock.now());
  if (recorded.outcome === 'same' || recorded.outcome === 'older') return false;

  const sequence = await tx.sequence.next();
  const cause = orderCause(orderReference(connection, order.id), order.updatedAt);
  const shifts = expectedShifts(order, recorded.previous);
  if (shifts.length > 0) await tx.stock.shiftExpected(connection, shifts, sequence);
  await tx.stock.append(entriesOf(context, { order, positions, sequence, cause }));

  const cells = await tx.stock.cellsOf(placesOf(positions, context));
  const bookedBy = bookerOf(context, { order, previous: recorded.previous, firstStart });
  const shipped = await readAgainAfterShipping(context, tx, { order, previous: recorded.previous, cause });
  await tx.work.mark([
    ...cells.map((cell) => publishCell(cell, { cause, priority: 'stock-decrease' })),
    ...shipped,
    ...(bookedBy === null
      ? []
      : [
          {
            job: jobNames.exportOrder,
            subject: orderReference(connection, order.id),
            connection: bookedBy,
            priority: priorities.order,
            cause,
          },
        ]),
    ...refundMarks(settings, { store: connection, order, cause }),
    ...requestMarks(settings, {
      channel: connection,
      reference: orderReference(connection, order.id),
      cause,
    }),
    ...returnMarks(settings, {
      returns: order.returns,
      reference: orderReference(connection, order.id),
      cause,
    }),
    ...eventMarks(settings, {
      store: connection,
      reference: orderReference(connection, order.id),
      cause,
    }),
    ...(order.personal.customerId === null
      ? []
      : judgeCustomer(settings, { connection, id: order.personal.customerId }, { cause })),
  ]);
  return true;
}

/**
 * Who is to book the order. A store's past is long, and none of it is booked: what was never heard of and is not to be booked wakes nobody.
 * Should the policy change, the sweep finds it.
 */
function bookerOf(
  { connection, settings }: RecordContext,
  {
    order,
    previous,
    firstStart,
  }: { readonly order: Order; readonly previous: Order | null; readonly firstStart: number | null },
): string | null {
  const channel = settings.channels[connection];
  if (channel === undefined) return null;
  const isPast =
    previous === null && firstStart !== null && whyNotBooked(order, channel, firstStart) !== null;
  return isPast ? null : channel.bookedBy;
}

/** The order's lines where they ship from: an order that may be asked for at a warehouse is looked up there. */
async function placedPositions(
  { connection, settings }: RecordContext,
  tx: LedgerTransaction,
  order: Order,
): Promise<readonly OrderLinePosition[]> {
  const positions = positionsOf(order, connection, settings.locations);
  if (!settings.locations.some(({ takesRequests }) => takesRequests) && settings.routing.by === 'channel')
    return positions;
  const places = linePlaces(order, {
    channel: connection,
    locations: settings.locations,
    routing: await tx.routings.get(connection, order.id),
    requests: await tx.requests.ofOrder(connection, order.id),
  });
  return positions.map((position) => ({ ...position, ...places.get(position.lineId) }));
}

/**
 * S1: for an order that nobody books here, the channel's own "shipped" is all that is heard. It is younger than the last
 * count of the item, so the item is to be counted again.
 */
async function readAgainAfterShipping(
  { settings }: RecordContext,
  tx: LedgerTransaction,
  {
    order,
    previous,
    cause,
  }: { readonly order: Order; readonly previous: Order | null; readonly cause: string },
): Promise<readonly Mark[]> {
  const before = new Map(previous?.lines.map((line) => [line.id, line.fulfilledQuantity]));
  const skus = order.lines.flatMap((line) =>
    line.sku !== null && line.fulfilledQuantity > (before.get(line.id) ?? 0) ? [line.sku] : [],
  );
  if (skus.length === 0) return [];
  const counted = [...plainSkusOf(skus, settings.stock.bundles)];
  const marks: Mark[] = [];
  for (const authority of new Set(settings.locations.map((location) => location.authority.connection))) {
    const listings = await tx.catalog.bySku(authority, counted);
    marks.push(...listings.map((listing) => refreshStock(listing.id, { connection: authority, cause })));
  }
  return marks;
}

/** Where the order's items, and what shares parts with them, are shown; a line without a location touches every one (S3). */
function placesOf(
  positions: readonly OrderLinePosition[],
  { settings }: RecordContext,
): readonly { sku: string; location: string }[] {
  const everywhere = settings.locations.map((location) => location.name);
  return positions.flatMap((position) => {
    const { sku } = position;
    if (sku === null || !position.reserves) return [];
    const names = position.location === null ? everywhere : [position.location];
    const moved = [...skusMovedWith([sku], settings.stock)];
    return names.flatMap((location) => moved.map((one) => ({ sku: one, location })));
  });
}

interface EntrySource {
  readonly order: Order;
  readonly positions: readonly OrderLinePosition[];
  readonly sequence: number;
  readonly cause: string;
}

function entriesOf(
  context: RecordContext,
  { positions, sequence, cause }: EntrySource,
): readonly StockEntry[] {
  return positions
    .filter((position) => position.reserves)
    .map((position) => ({
      at: context.clock.now(),
      sequence,
      sku: position.sku ?? '',
      location: position.location ?? '',
      connection: context.connection,
      kind: 'order',
      delta: null,
      quantity: position.quantity,
      cause,
    }));
}
