import type { Customer } from './people-records.ts';
import type { Order } from './records.ts';
import type { ShopState } from './state.ts';

interface OrdersByCustomer {
  readonly size: number;
  readonly of: ReadonlyMap<Customer, readonly Order[]>;
}

/** Made anew when an order was added, so that a shop of many customers stays quick. */
const byCustomer = new WeakMap<ShopState, OrdersByCustomer>();

export function ordersOf(state: ShopState, customer: Customer): readonly Order[] {
  const known = byCustomer.get(state);
  if (known?.size === state.orders.size) return known.of.get(customer) ?? [];
  const of = new Map<Customer, Order[]>();
  for (const order of state.orders.values()) {
    if (order.customer === null) continue;
    const own = of.get(order.customer);
    if (own === undefined) of.set(order.customer, [order]);
    else own.push(order);
  }
  byCustomer.set(state, { size: state.orders.size, of });
  return of.get(customer) ?? [];
}

/** An order has another customer, or is gone. */
export function forgetOrdersByCustomer(state: ShopState): void {
  byCustomer.delete(state);
}
