import type { Order } from '#domain/order.ts';
import { type Assignment, assignUnits } from '#reconcile/assign-units.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { routingFacts } from './routing-facts.ts';

/**
 * Whether every unit that must be shipped has a place already, and none of them ships from this connection: then nothing is
 * to be asked of it, and nothing to be told. It errs towards no.
 */
export async function isAllElsewhere(
  { connection, settings }: Pick<JobContext, 'connection' | 'settings'>,
  tx: LedgerTransaction,
  { store, order }: { readonly store: string; readonly order: Order },
): Promise<boolean> {
  const assignment =
    settings.routing.by === 'rules'
      ? await tx.routings.get(store, order.id)
      : assignUnits(order, {
          setting: settings.routing,
          facts: await routingFacts(tx, settings, { store, order }),
          before: null,
        });
  if (assignment === null || assignment.unrouted.length > 0) return false;
  return assignment.routed.every((units) => units.connection !== connection) && coversAll(order, assignment);
}

/** What was decided before an edit says nothing of the units that the edit brought. */
function coversAll(order: Order, { routed }: Assignment): boolean {
  return order.lines
    .filter((line) => line.requiresShipping)
    .every(
      ({ id, quantity }) =>
        routed.filter(({ lineId }) => lineId === id).reduce((sum, units) => sum + units.quantity, 0) >=
        quantity,
    );
}
