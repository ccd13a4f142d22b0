import type { Basket } from './basket.ts';
import type { NewLine } from './store-desk.ts';

/** Customers' orders that may still come back; the oldest is forgotten first. */
const ORDERS_MAX = 20;

export type ReturnOutcome =
  | { readonly kind: 'cancel'; readonly orderId: string }
  /** Some goods of earlier orders, or of none that is known: money goes back, the orders stay. */
  | { readonly kind: 'refund'; readonly parts: readonly RefundPart[] };

export interface RefundPart {
  readonly orderId: string;
  readonly sku: string;
  readonly units: number;
}

export interface ReturnsDesk {
  remember(customer: string, orderId: string, lines: readonly NewLine[]): void;
  settle(basket: Basket): ReturnOutcome;
}

/**
 * Matches what customers bring back with what they bought: an order that comes back whole is canceled, unless parcels of
 * it have left.
 */
export function createReturns(hasLeft: (orderId: string) => boolean): ReturnsDesk {
  const bought = new Map<string, { readonly orderId: string; readonly units: Map<string, number> }[]>();
  return {
    remember(customer, orderId, lines) {
      const units = new Map<string, number>();
      for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
      bought.set(customer, [...(bought.get(customer) ?? []), { orderId, units }].slice(-ORDERS_MAX));
    },
    settle({ customer = '', lines }) {
      const orders = bought.get(customer) ?? [];
      const whole = orders.find(
        ({ orderId, units }) =>
          !hasLeft(orderId) &&
          units.size === lines.length &&
          lines.every(({ sku, quantity }) => units.get(sku) === quantity),
      );
      if (whole !== undefined) {
        bought.set(
          customer,
          orders.filter((order) => order !== whole),
        );
        return { kind: 'cancel', orderId: whole.orderId };
      }
      const parts: RefundPart[] = [];
      for (const { sku, quantity } of lines) {
        const order = orders.toReversed().find(({ units }) => (units.get(sku) ?? 0) >= quantity);
        if (order === undefined) continue;
        order.units.set(sku, (order.units.get(sku) ?? 0) - quantity);
        parts.push({ orderId: order.orderId, sku, units: quantity });
      }
      return { kind: 'refund', parts };
    },
  };
}
