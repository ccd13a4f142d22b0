import { effectKey } from '#domain/effect-key.ts';
import type { BookedOrder } from '#domain/order.ts';
import { priorities } from '#domain/priority.ts';
import { orderFromReference, orderReference } from '#reconcile/order-document.ts';
import { needsReading } from '#reconcile/order-version.ts';
import { whyNotBooked } from '#reconcile/plan-order.ts';
import type { OrderSource, OrderTarget } from '#sdk/capabilities.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { LeasedWork, Mark } from '#sdk/ledger/work.ts';
import { jobNames } from './job-names.ts';
import { CREATE } from './steps/booking-effect.ts';
import { firstStartOf } from './steps/first-start.ts';
import { linkFound } from './steps/link-found.ts';
import { refreshOrder } from './steps/marks.ts';
import { wakeRefunds } from './steps/refund-marks.ts';
import { unlessParked } from './steps/unless-parked.ts';
import { wakeOpenReturns } from './steps/wake-open-returns.ts';
import { wakeParcels } from './steps/wake-parcels.ts';

const LOOK_BACK_MS = 60 * 24 * 3_600_000;
const PAGE_SIZE = 200;
/** The first pass wakes the sweep when it is over; this is for a pass that was parked meanwhile. */
const FIRST_PASS_LOOK_MS = 60_000;
/** An order this young may simply be on its way. */
const GRACE_MS = 120_000;

/** The booking of each reference that the pass has come upon; a live one before a canceled one. */
type Seen = Map<string, Pick<BookedOrder, 'id' | 'state'>>;

/**
 * Compares all orders with the ledger: the store's versions by pages, then the target's bookings in full. Differences wake
 * the jobs that mend them; what outlives its grace becomes a discrepancy. An incomplete pass says nothing about absence.
 */
export const sweepOrders = defineJob({
  name: jobNames.sweepOrders,
  title: 'Compares all orders with the ledger',
  priority: 'backfill',
  appliesTo: ({ account }) => account.orders !== undefined,
  schedules: ({ settings }) => [{ subject: 'all', everyMs: settings.intervals.sweepOrdersMs }],
  async run(context, [work]) {
    const { orders } = context.account;
    if (orders?.source !== undefined) {
      if (work !== undefined && (await waitsForFirstPass(context, work))) return;
      await sweepChannel(context, orders.source);
      if (orders.source.readsReturns === true) await wakeOpenReturns(context);
    }
    if (orders?.target !== undefined) await sweepTarget(context, orders.target);
  },
});

/**
 * Before the first pass over a channel's orders is over there is nothing to compare with: a sweep beside it would have each order of a
 * long past read twice. A pass that is parked is not waited for.
 */
async function waitsForFirstPass(context: JobContext, work: LeasedWork): Promise<boolean> {
  const { connection, ledger, clock } = context;
  const isUnderWay = await ledger.read(async (tx) => {
    const { completedAt } = await tx.cursors.get(connection, 'orders');
    if (completedAt !== null) return false;
    const pass = await tx.work.get({ job: jobNames.pull, subject: 'orders', connection });
    return pass !== null && pass.state !== 'parked';
  });
  if (isUnderWay) {
    const dueAt = clock.now() + FIRST_PASS_LOOK_MS;
    context.wait(work, { dueAt, reason: 'the first pass over the orders goes on' });
  }
  return isUnderWay;
}

async function sweepChannel(context: JobContext, source: OrderSource): Promise<void> {
  const { connection, ledger, clock, signal } = context;
  for await (const page of source.changedSince(null, clock.now() - LOOK_BACK_MS)) {
    await ledger.write(async (tx) => {
      const known = await tx.orders.versions(
        connection,
        page.items.map((header) => header.id),
      );
      const behind = page.items.filter((header) => needsReading(header.updatedAt, known.get(header.id)));
      const marks = behind.map((header) =>
        refreshOrder(header.id, { connection, cause: 'a sweep found a newer version', priority: 'backfill' }),
      );
      await tx.work.mark(await unlessParked(tx, marks));
    });
    if (page.complete) return;
    signal.throwIfAborted();
    await context.prolong();
  }
}

async function sweepTarget(context: JobContext, target: OrderTarget): Promise<void> {
  const startedAt = context.clock.now();
  const seen: Seen = new Map();
  for await (const page of target.all()) {
    await context.ledger.write((tx) => compareBookings(context, tx, { bookings: page.items, seen }));
    if (page.complete) {
      await findMissing(context, { seen, startedAt });
      return;
    }
    context.signal.throwIfAborted();
    await context.prolong();
  }
}

async function compareBookings(
  context: JobContext,
  tx: LedgerTransaction,
  { bookings, seen }: { readonly bookings: readonly BookedOrder[]; readonly seen: Seen },
): Promise<void> {
  const marks: Mark[] = [];
  for (const booked of bookings) {
    const other = seen.get(booked.reference);
    if (booked.state === 'canceled' && other !== undefined) continue;
    // In whichever order they come: a canceled twin of a live booking is no second booking.
    if (other !== undefined && other.id !== booked.id && other.state !== 'canceled')
      await openDuplicate(context, tx, booked);
    seen.set(booked.reference, booked);
    const origin = orderFromReference(booked.reference);
    if (origin === null || context.settings.channels[origin.connection] === undefined) continue;
    const stored = await tx.orders.get(origin.connection, origin.orderId);
    if (stored === null) {
      marks.push(
        refreshOrder(origin.orderId, {
          connection: origin.connection,
          cause: 'a booking of an unknown order',
          priority: 'backfill',
        }),
      );
      continue;
    }
    const { order } = stored;
    const differs =
      order.canceledAt === null
        ? order.totals.total.shop.minor !== booked.total.minor || booked.state !== 'confirmed'
        : booked.state !== 'canceled';
    if (!differs) continue;
    await linkBooking(context, tx, booked);
    marks.push(exportMark(context, booked.reference, 'a sweep found a difference'));
  }
  await tx.work.mark(await unlessParked(tx, marks));
}

async function linkBooking(
  context: JobContext,
  tx: LedgerTransaction,
  { reference, id, number, state }: BookedOrder,
): Promise<void> {
  const { connection } = context;
  const createKey = effectKey({ job: jobNames.exportOrder, connection, subject: reference, ...CREATE });
  const link = { kind: 'order', connection, ours: reference, theirs: id, label: number };
  if (!(await linkFound(tx, link, createKey))) return;
  await wakeRefunds(tx, { connection, reference, cause: `a sweep found ${number}` });
  if (state === 'confirmed') await wakeParcels(context, tx, reference);
}

/** Orders that should be booked and were not seen in a complete pass. */
async function findMissing(
  context: JobContext,
  { seen, startedAt }: { readonly seen: Seen; readonly startedAt: number },
): Promise<void> {
  const { ledger, settings, connection } = context;
  for (const [store, channel] of Object.entries(settings.channels)) {
    if (channel.bookedBy !== connection) continue;
    const firstStart = await ledger.read((tx) => firstStartOf(tx, store));
    // A store that never started here has no orders to miss.
    if (firstStart === null) continue;
    let after: string | null = null;
    while (true) {
      const page: readonly { readonly order: { readonly id: string } }[] = await ledger.write(async (tx) => {
        const orders = await tx.orders.page(store, after, PAGE_SIZE);
        for (const { order, firstRecordedAt } of orders) {
          const reference = orderReference(store, order.id);
          if (seen.has(reference) || whyNotBooked(order, channel, firstStart) !== null) continue;
          await tx.work.mark(
            await unlessParked(tx, [exportMark(context, reference, 'a sweep did not find its booking')]),
          );
          if (firstRecordedAt + GRACE_MS < startedAt)
            await openMissing(context, tx, { reference, name: order.name });
        }
        return orders;
      });
      after = page.at(-1)?.order.id ?? null;
      if (page.length < PAGE_SIZE) break;
      context.signal.throwIfAborted();
      await context.prolong();
    }
  }
}

function exportMark({ connection }: JobContext, reference: string, cause: string): Mark {
  return { job: jobNames.exportOrder, subject: reference, connection, priority: priorities.backfill, cause };
}

async function openDuplicate(
  { connection, clock }: JobContext,
  tx: LedgerTransaction,
  booked: BookedOrder,
): Promise<void> {
  await tx.discrepancies.open(
    {
      type: 'duplicate-order',
      connection,
      subject: booked.reference,
      detail: `${booked.number} carries the reference of another booking`,
      amount: booked.total.minor,
      currency: booked.total.currency,
      suggestion: 'Cancel one of the two in the target; look for a copy made by hand.',
    },
    clock.now(),
  );
}

async function openMissing(
  { connection, clock }: JobContext,
  tx: LedgerTransaction,
  { reference, name }: { readonly reference: string; readonly name: string },
): Promise<void> {
  await tx.discrepancies.open(
    {
      type: 'order-missing',
      connection,
      subject: reference,
      detail: `${name} should be booked and was not found`,
      amount: null,
      currency: null,
      suggestion: 'It is being booked again under its own reference. If it is parked, see the reason there.',
    },
    clock.now(),
  );
}
