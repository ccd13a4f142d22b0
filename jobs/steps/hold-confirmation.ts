import { linesShippedBy } from '#reconcile/line-shippers.ts';
import type { Export } from './export-run.ts';
import { heldBack } from './held-back.ts';

/** Facts wake what waits; this is for the ones that were missed. */
const LOOK_AGAIN_MS = 3_600_000;

/** A held order stays a draft where confirming it would have it shipped; true: it waits for its release. */
export async function waitsForRelease(run: Export): Promise<boolean> {
  const { context, work, store, order } = run;
  const held = await heldBack(context, { store, order });
  if (held === null || !held.waits) return false;
  const { routing, requests } = await context.ledger.read(async (tx) => ({
    routing: await tx.routings.get(store, order.id),
    requests: await tx.requests.ofOrder(store, order.id),
  }));
  const { locations } = context.settings;
  const own = linesShippedBy(context.connection, order, { channel: store, locations, routing, requests });
  if (own.size === 0) return false;
  const dueAt = held.until ?? context.clock.now() + LOOK_AGAIN_MS;
  context.wait(work, { dueAt, reason: held.reason, waitsFor: 'release' });
  return true;
}
