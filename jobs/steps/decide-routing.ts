import type { Order } from '#domain/order.ts';
import { type Assignment, assignUnits } from '#reconcile/assign-units.ts';
import { linePlaces } from '#reconcile/line-places.ts';
import { orderReference } from '#reconcile/order-document.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { StaleError } from '#sdk/errors.ts';
import type { StoredRouting } from '#sdk/ledger/fulfillment.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { requestMarks } from './request-marks.ts';
import { routingFacts } from './routing-facts.ts';
import { wakeCells } from './wake-cells.ts';

const UNROUTABLE = 'unroutable';

/**
 * Where each unit of the order ships from: decided once, recorded, and from then on only added to. Units that nobody can ship
 * become a discrepancy and are tried again by every later run. By the channel nothing is recorded: the order itself says it.
 *
 * @throws {StaleError} another run has decided meanwhile.
 */
export async function decideRouting(
  context: JobContext,
  { store, order }: { readonly store: string; readonly order: Order },
): Promise<Assignment> {
  const { ledger, settings, clock } = context;
  const reference = orderReference(store, order.id);
  const { before, assignment, isTold } = await ledger.read(async (tx) => {
    const stored = await tx.routings.get(store, order.id);
    const facts = await routingFacts(tx, settings, { store, order });
    const about = await tx.discrepancies.about(reference);
    return {
      before: stored,
      assignment: withoutForeign(
        settings.routing.by,
        assignUnits(order, { setting: settings.routing, facts, before: stored }),
      ),
      isTold: about.some(({ type, state }) => type === UNROUTABLE && state === 'open'),
    };
  });
  const isNews = settings.routing.by === 'rules' && !isSame(before, assignment);
  if (!isNews && assignment.unrouted.length === 0 && !isTold) return assignment;
  await ledger.write(async (tx) => {
    if (isNews) {
      const decision = (before?.decision ?? 0) + 1;
      const routing: StoredRouting = { ...assignment, decision, decidedAt: clock.now() };
      if (!(await tx.routings.save(store, order.id, routing)))
        throw new StaleError('the order was routed by another run meanwhile');
      await placeLines(context, tx, { store, order, routing });
      // This run goes on with it; the other warehouses have to hear of it.
      const cause = `routing ${decision} of ${reference}`;
      const marks = requestMarks(settings, { channel: store, reference, cause });
      await tx.work.mark(marks.filter(({ connection }) => connection !== context.connection));
    }
    await tell(context, tx, { store, order, unrouted: assignment.unrouted });
  });
  return assignment;
}

/** What a store assigned to a place of its own that nobody has mapped is none of our business. */
function withoutForeign(by: SyncSettings['routing']['by'], { routed, unrouted }: Assignment): Assignment {
  return {
    routed,
    unrouted: by === 'rules' ? unrouted : unrouted.filter(({ reason }) => reason !== 'unmapped-location'),
  };
}

/** From now on the units reserve where they were routed to. */
async function placeLines(
  context: JobContext,
  tx: LedgerTransaction,
  {
    store,
    order,
    routing,
  }: {
    readonly store: string;
    readonly order: Order;
    readonly routing: StoredRouting;
  },
): Promise<void> {
  const places = linePlaces(order, {
    channel: store,
    locations: context.settings.locations,
    routing,
    requests: await tx.requests.ofOrder(store, order.id),
  });
  if (!(await tx.orders.placeLines(store, order.id, places))) return;
  await wakeCells(context, tx, { order, cause: `${order.name} was routed` });
}

function isSame(before: Assignment | null, { routed, unrouted }: Assignment): boolean {
  if (before === null) return routed.length === 0 && unrouted.length === 0;
  return JSON.stringify([before.routed, before.unrouted]) === JSON.stringify([routed, unrouted]);
}

async function tell(
  { clock }: JobContext,
  tx: LedgerTransaction,
  {
    store,
    order,
    unrouted,
  }: {
    readonly store: string;
    readonly order: Order;
    readonly unrouted: Assignment['unrouted'];
  },
): Promise<void> {
  const subject = orderReference(store, order.id);
  if (unrouted.length === 0) {
    await tx.discrepancies.close(UNROUTABLE, store, subject, 'repaired', clock.now());
    return;
  }
  const units = unrouted.map(({ quantity, sku, reason }) => `${quantity} of ${sku ?? 'no SKU'} (${reason})`);
  await tx.discrepancies.open(
    {
      type: UNROUTABLE,
      connection: store,
      subject,
      detail: `${order.name}: no location ships ${units.join(', ')}`,
      amount: unrouted.reduce((sum, { quantity }) => sum + quantity, 0),
      currency: null,
      suggestion:
        'Correct the location of the order in the store, or the rules of routing, or wait for stock: it is tried again whenever one of them changes.',
    },
    clock.now(),
  );
}
