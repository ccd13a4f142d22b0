import { jobNames } from '#jobs/job-names.ts';
import { orderReference } from '#reconcile/order-document.ts';
import { placeIn } from '#reconcile/parcel-place.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import type { LocationSetting } from '#sdk/settings.ts';

/** The booking wakes what waits for it; this is for the wake-ups that were missed. */
const LOOK_AGAIN_MS = 15_000;

/** A system that is to hear of an order's parcels, by its own names. */
export interface Listener {
  readonly orderId: string;
  /** Without a place of its own that the goods left, it is not told. */
  readonly needsPlace: boolean;
  placeOf(location: LocationSetting): string | null;
}

/** Whether this connection sold or booked the order; null: it did neither, or has not done so yet. */
export async function findListener(
  context: JobContext,
  work: LeasedWork,
  origin: { readonly connection: string; readonly orderId: string },
): Promise<Listener | null> {
  const { connection, settings, ledger } = context;
  if (origin.connection === connection)
    return {
      orderId: origin.orderId,
      needsPlace: false,
      placeOf: ({ shownOn }) => shownOn[connection] ?? null,
    };
  if (settings.channels[origin.connection]?.bookedBy !== connection) return null;
  const reference = orderReference(origin.connection, origin.orderId);
  const { link, booking } = await ledger.read(async (tx) => ({
    link: (await tx.links.theirs('order', connection, [reference])).get(reference),
    booking: await tx.work.get({ job: jobNames.exportOrder, subject: reference, connection }),
  }));
  // Units that are still being booked or changed cannot leave there; a parked booking wakes this job once it is confirmed.
  if (booking !== null && booking.state !== 'parked' && booking.wanted > booking.done) {
    const dueAt = context.clock.now() + LOOK_AGAIN_MS;
    context.wait(work, { dueAt, reason: 'its booking is under way', waitsFor: 'booking' });
    return null;
  }
  if (link === undefined) return null;
  return {
    orderId: link.theirs,
    needsPlace: true,
    placeOf: (location) => placeIn(location, connection),
  };
}
