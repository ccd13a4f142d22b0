import type { Basket } from './basket.ts';
import type { NewLine, StoreDesk } from './store-desk.ts';

/** Customers' orders that may still come back; the oldest is forgotten first. */
const ORDERS_MAX = 20;

export type ReturnOutcome =
  | { readonly kind: 'cancel'; readonly orderId: string }
  /** Goods of an earlier order, or of none that is known: money goes back, the order stays. */
  | { readonly kind: 'refund'; readonly orderId: string | null };

export interface ReturnsDesk {
  remember(customer: string, orderId: string, lines: readonly NewLine[]): void;
  settle(basket: Basket): ReturnOutcome;
}

/** Matches what customers bring back with what they bought: an order that comes back whole is canceled. */
export function createReturns(desk: Pick<StoreDesk, 'refund'>): ReturnsDesk {
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
        ({ units }) =>
          units.size === lines.length && lines.every(({ sku, quantity }) => units.get(sku) === quantity),
      );
      if (whole !== undefined) {
        bought.set(
          customer,
          orders.filter((order) => order !== whole),
        );
        return { kind: 'cancel', orderId: whole.orderId };
      }
      let refunded: string | null = null;
      for (const { sku, quantity } of lines) {
        const order = orders.toReversed().find(({ units }) => (units.get(sku) ?? 0) >= quantity);
        if (order === undefined) continue;
        order.units.set(sku, (order.units.get(sku) ?? 0) - quantity);
        desk.refund(order.orderId, sku, quantity);
        refunded = order.orderId;
      }
      return { kind: 'refund', orderId: refunded };
    },
  };
}
