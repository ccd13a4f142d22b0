import type { Order } from '#domain/order.ts';
import { begunOf, strandedIn } from '#reconcile/asked-lines.ts';
import { isLive } from '#reconcile/plan-requests.ts';
import type { StoredRequest } from '#sdk/ledger/fulfillment.ts';
import type { RequestRun } from './request-run.ts';

/** What a person can do about each kind of disagreement with a warehouse. */
const suggestions = {
  'not-cancelable':
    'Stop the parcel in the warehouse system by hand, or agree a return with the customer. It is over when the warehouse says canceled or shipped.',
  'canceled-in-warehouse':
    'Cancel the units in the store too, or have them asked for again: syncline release <order>.',
  'shipped-unwanted':
    'Stop the parcel, or agree a return with the customer. The store was told before the parcel left, or while it did.',
  'request-on-hold': 'Mend what holds it up in the warehouse system.',
} as const;

type DisputeType = keyof typeof suggestions;

/** Opens what stands against the warehouse now, and closes what no longer does. */
export async function settleDisputes(
  run: RequestRun,
  {
    requests,
    missed,
    refusals,
  }: {
    readonly requests: readonly StoredRequest[];
    /** Given up by the warehouse, and still wanted. */
    readonly missed: readonly StoredRequest[];
    /** Cancellations that the warehouse refused in this run. */
    readonly refusals: readonly string[];
  },
): Promise<void> {
  const { context, work, order } = run;
  const own = requests.filter(({ connection }) => connection === context.connection);
  const stands: Readonly<Record<DisputeType, readonly string[]>> = {
    'not-cancelable': refusals,
    'canceled-in-warehouse': missed.map(
      (request) =>
        `units of ${request.reference} were given up${strandedIn(request).size === 0 ? '' : ', and parts of a bundle had left'}`,
    ),
    'shipped-unwanted': unwantedUnits(order, own),
    'request-on-hold': own
      .filter((request) => isLive(request) && request.state === 'on-hold')
      .map(({ label, reference, reason }) => `${label ?? reference}: ${reason ?? 'no reason was given'}`),
  };
  const about = await context.ledger.read((tx) => tx.discrepancies.about(work.subject));
  const isOpen = (type: DisputeType): boolean =>
    about.some((one) => one.type === type && one.connection === context.connection && one.state === 'open');
  const types = Object.keys(suggestions) as DisputeType[];
  const moved = types.filter((type) => stands[type].length > 0 || isOpen(type));
  if (moved.length === 0) return;
  await context.ledger.write(async (tx) => {
    await tx.work.assertHeld([work]);
    const now = context.clock.now();
    for (const type of moved) {
      const [connection, subject] = [context.connection, work.subject];
      if (stands[type].length === 0) {
        await tx.discrepancies.close(type, connection, subject, 'repaired', now);
        continue;
      }
      const detail = `${order.name}: ${stands[type].join('; ')}`;
      const suggestion = suggestions[type];
      await tx.discrepancies.open(
        { type, connection, subject, detail, amount: null, currency: null, suggestion },
        now,
      );
    }
  });
}

/** Units that left although the order no longer has them: a cancellation or an edit met the parcel. */
function unwantedUnits(order: Order, requests: readonly StoredRequest[]): readonly string[] {
  return order.lines.flatMap((line) => {
    const shipped = requests
      .flatMap(({ lines }) => lines)
      .filter(({ lineId }) => lineId === line.id)
      .reduce((sum, one) => sum + begunOf(one), 0);
    const wanted = order.canceledAt === null ? line.quantity : line.fulfilledQuantity;
    return shipped > wanted ? [`${shipped - wanted} of ${line.sku ?? line.title} left unwanted`] : [];
  });
}
