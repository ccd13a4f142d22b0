import { tailOf } from '../model/ids.ts';
import type { Line, Order, Tax } from '../model/records.ts';
import type { Context } from './context.ts';
import { moneyBag, moneyV2 } from './money.ts';

/** The order of a record that keeps only its id. */
export function orderOf(context: Context, id: string): Order {
  const found = context.state.orders.get(id);
  if (found === undefined) throw new TypeError(`the shop lost order ${id}`);
  return found;
}

/** The line of any order; fulfillments and refunds only keep its id. */
export function lineOf(context: Context, orderId: string, lineId: string): Line {
  const line = orderOf(context, orderId).lines.find((candidate) => candidate.id === lineId);
  if (line === undefined) throw new TypeError(`order ${orderId} lost line ${tailOf(lineId)}`);
  return line;
}

/** `TaxLine`. */
export function showTax(tax: Tax, record: Order) {
  return {
    title: tax.title,
    rate: tax.rate,
    ratePercentage: tax.rate * 100,
    price: moneyV2(tax.amount.shop, record.currency).amount,
    priceSet: moneyBag(tax.amount, record),
    channelLiable: false,
    source: 'Shopify',
  };
}
