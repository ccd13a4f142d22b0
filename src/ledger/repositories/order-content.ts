import { createHash } from 'node:crypto';
import type { Order, OrderPersonal } from '#domain/order.ts';
import type { OrderLinePosition } from '#sdk/ledger/orders.ts';

/** What an order shows of a person when nobody asked for it, or when it was erased. */
export const NOBODY: OrderPersonal = {
  customerId: null,
  name: null,
  email: null,
  phone: null,
  company: null,
  billing: null,
  delivery: null,
  note: null,
};

/**
 * Fingerprint of all that matters about an order: two readings with the same one need no work. The channel's version is
 * left out, because our own writes move it, and the positions are in, because a changed location mapping changes stock.
 */
export function contentHashOf(order: Order, positions: readonly OrderLinePosition[]): string {
  const { updatedAt: _version, ...content } = order;
  return createHash('sha256')
    .update(canonicalJson([content, positions]))
    .digest('base64url');
}

/** JSON with sorted keys: equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
