import { isUnsettled } from '#domain/effect-state.ts';
import { isLive } from '#reconcile/plan-requests.ts';
import type { Effect } from '#sdk/ledger/effects.ts';
import type { StoredRequest } from '#sdk/ledger/fulfillment.ts';
import { restore } from './ask-warehouse.ts';
import { noteRequest, saidOf } from './request-books.ts';
import type { RequestRun } from './request-run.ts';

/** Learns what the warehouse says of every request that may still ship, and asks again for one that is gone. */
export async function readRequests(run: RequestRun): Promise<void> {
  const { context, store, order, target } = run;
  const stored = await context.ledger.read((tx) => tx.requests.ofOrder(store, order.id));
  const live = stored.filter(
    (request) => request.connection === context.connection && request.theirs !== null && isLive(request),
  );
  if (live.length === 0) return;
  const said = await target.read(live.flatMap(({ theirs }) => (theirs === null ? [] : [theirs])));
  for (const request of live) {
    const word = said.find(({ id }) => id === request.theirs);
    if (word !== undefined) {
      const now = saidOf(request, word);
      if (JSON.stringify(now) === JSON.stringify(request)) continue;
      await context.ledger.write((tx) => noteRequest(run, tx, { ...now, changedAt: context.clock.now() }));
    } else if (request.askedAt + target.quarantineMs < context.clock.now()) {
      await restore(run, request);
    }
  }
}

/**
 * The target shows what a lost answer would have told. A cancellation that it does not show can land until its quarantine
 * ends; then it is given up. Returns when the last of those ends; null: none is open.
 */
export async function settleSeen(run: RequestRun): Promise<number | null> {
  const { context, work, store, order } = run;
  const now = context.clock.now();
  const { open, requests } = await context.ledger.read(async (tx) => ({
    open: await tx.effects.unsettled(work.job, context.connection, [work.subject]),
    requests: await tx.requests.ofOrder(store, order.id),
  }));
  if (open.length === 0) return null;
  const ends: number[] = [];
  await context.ledger.write(async (tx) => {
    for (const effect of open) {
      const current = await tx.effects.get(effect.key);
      if (current === null || !isUnsettled(current.state)) continue;
      const request = requestOf(current, requests);
      if (request !== undefined && isSeenDone(current, request)) {
        await tx.effects.move(current.key, 'confirmed', {
          now,
          result: JSON.stringify({ id: request.theirs }),
        });
      } else if (current.state === 'unknown' && (current.quarantineUntil ?? 0) <= now) {
        if (current.operation === 'requests.cancel') await tx.effects.move(current.key, 'expired', { now });
      } else ends.push(current.quarantineUntil ?? now + run.target.quarantineMs);
    }
  });
  return ends.length === 0 ? null : Math.max(...ends);
}

function requestOf({ body }: Effect, requests: readonly StoredRequest[]): StoredRequest | undefined {
  const { reference } = JSON.parse(body) as { readonly reference: string };
  return requests.find((request) => request.reference === reference);
}

function isSeenDone({ operation }: Effect, { state, theirs }: StoredRequest): boolean {
  return operation === 'requests.cancel' ? state === 'canceled' || state === 'shipped' : theirs !== null;
}
