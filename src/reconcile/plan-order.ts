import type { BookedOrder, Order } from '#domain/order.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import type { ChannelSetting } from '#sdk/settings.ts';

/** What ought to happen to an order at the target that books it. */
export type OrderStep =
  | { readonly step: 'none'; readonly reason: string }
  | { readonly step: 'create' }
  | { readonly step: 'confirm' }
  | { readonly step: 'amend'; readonly differences: readonly string[] }
  | { readonly step: 'cancel' }
  /** The target says something that we may not undo; a person decides. */
  | { readonly step: 'dispute'; readonly type: string; readonly detail: string };

/** Whether an order that the target does not have should be booked at all; a reason when not. */
export function whyNotBooked(order: Order, channel: ChannelSetting, firstStartedAt: number): string | null {
  if (order.canceledAt !== null) return 'it was canceled before it was booked';
  if (order.test && channel.testOrders === 'skip') return 'it is a test order';
  // Channels stamp whole seconds: an order of the boundary's own second is a new one.
  if (order.createdAt < wholeSecond(channel.ordersFrom ?? firstStartedAt))
    return 'it is older than ordersFrom: mirrored, never booked';
  if (order.financialStatus === 'voided') return 'its payment was voided';
  return null;
}

function wholeSecond(moment: number): number {
  return Math.floor(moment / 1_000) * 1_000;
}

/** Compares what the source says with what the target has. `document` is null for a canceled order: nothing is left to say. */
export function planOrder(order: Order, document: OrderToBook | null, booked: BookedOrder): OrderStep {
  if (order.canceledAt !== null) {
    return booked.state === 'canceled'
      ? { step: 'none', reason: 'canceled at both ends' }
      : { step: 'cancel' };
  }
  if (booked.state === 'canceled') {
    return {
      step: 'dispute',
      type: 'canceled-in-target',
      detail: `${booked.number} was canceled in the target, the store still sells it`,
    };
  }
  if (document === null) return { step: 'none', reason: 'nothing to say' };
  const differences = differencesOf(document, booked);
  if (differences.length > 0) return { step: 'amend', differences };
  return booked.state === 'draft'
    ? { step: 'confirm' }
    : { step: 'none', reason: 'the target says the same' };
}

/** In words, without amounts of a person: which lines and totals differ. */
export function differencesOf(document: OrderToBook, booked: BookedOrder): readonly string[] {
  const differences: string[] = [];
  const there = new Map(booked.lines.map((line) => [line.reference, line.quantity]));
  for (const line of document.lines) {
    const quantity = there.get(line.reference) ?? 0;
    if (quantity !== line.quantity)
      differences.push(`line ${line.reference}: ${quantity} booked, ${line.quantity} ordered`);
    there.delete(line.reference);
  }
  for (const [reference, quantity] of there) {
    if (quantity !== 0) differences.push(`line ${reference}: ${quantity} booked, none ordered`);
  }
  if (booked.total.currency !== document.total.currency)
    differences.push(`currency: ${booked.total.currency} booked, ${document.total.currency} sold`);
  else if (booked.total.minor !== document.total.minor) differences.push('total');
  return differences;
}
