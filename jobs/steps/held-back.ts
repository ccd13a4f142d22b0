import type { Order } from '#domain/order.ts';
import { holdsOf, releases } from '#reconcile/holds.ts';
import { whyNotBooked } from '#reconcile/plan-order.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { firstStartOf } from './first-start.ts';

export interface HeldBack {
  /** Why, and what ends it; for people. */
  readonly reason: string;
  /** When time ends it; null: something must happen. */
  readonly until: number | null;
  /** False: the order is not for us to ship at all, so nothing is waited for. */
  readonly waits: boolean;
}

/** What keeps an order back from being shipped now: what a person said, what its state says, or that it is not ours to ship. */
export async function heldBack(
  { ledger, settings, clock }: JobContext,
  { store, order }: { readonly store: string; readonly order: Order },
): Promise<HeldBack | null> {
  const channel = settings.channels[store];
  const { firstStart, placed } = await ledger.read(async (tx) => ({
    firstStart: await firstStartOf(tx, store),
    placed: await tx.holds.get(store, order.id),
  }));
  const notOurs =
    channel === undefined
      ? 'its store is no longer configured'
      : whyNotBooked(order, channel, firstStart ?? clock.now());
  if (notOurs !== null) return { reason: notOurs, until: null, waits: false };
  if (placed !== null) {
    const reason = `held by ${placed.placedBy}: ${placed.reason}; ends when somebody releases it (syncline release ${order.name})`;
    return { reason, until: null, waits: true };
  }
  const shipsFrom = (sku: string): number | null => settings.stock.backorderOf(sku)?.shipsFrom ?? null;
  const holds = holdsOf(order, { ...settings.holds, shipsFrom }, clock.now());
  if (holds.length === 0) return null;
  const untils = holds.map(({ until }) => until ?? null);
  return {
    reason: holds.map(({ kind, reason }) => `held: ${reason}; ends when ${releases[kind]}`).join('. '),
    until: untils.some((until) => until === null) ? null : Math.max(...untils.map((until) => until ?? 0)),
    waits: true,
  };
}
