import { toRestAmount, zeroBag } from '../model/money-math.ts';
import type { Order } from '../model/records.ts';
import type { Transaction } from '../model/payment-records.ts';
import type { Refund } from '../model/refund-records.ts';
import type { ShopState } from '../model/state.ts';
import { restLine } from './payload-line.ts';
import { numericId, numericIdOrNull } from './raw-number.ts';
import { restPair, restSet, restTime } from './rest-values.ts';

/** The REST form of a refund: `subtotal` and `total_tax` of its lines are numbers there, all other amounts texts. */
export function refundPayload(state: ShopState, refund: Refund): Record<string, unknown> {
  const order = state.orders.get(refund.orderId);
  return {
    id: numericId(refund.id),
    order_id: numericId(refund.orderId),
    created_at: restTime(state, refund.createdAt),
    note: refund.note,
    user_id: null,
    processed_at: restTime(state, refund.processedAt),
    duties: [],
    total_duties_set: order === undefined ? null : restSet(zeroBag, order),
    return: null,
    refund_shipping_lines: [],
    restock: refund.lines.some((line) => line.restockType !== 'NO_RESTOCK'),
    admin_graphql_api_id: refund.id,
    order_adjustments:
      order === undefined
        ? []
        : refund.adjustments.map((entry) => ({
            id: numericId(entry.id),
            order_id: numericId(refund.orderId),
            refund_id: numericId(refund.id),
            kind: 'refund_discrepancy',
            reason: 'Refund discrepancy',
            ...restPair('amount', entry.amount, order),
          })),
    refund_line_items: order === undefined ? [] : refund.lines.map((line) => refundLine(order, line)),
    transactions: refund.transactions.map((entry) => transactionPayload(state, entry)),
  };
}

function refundLine(order: Order, line: Refund['lines'][number]): unknown {
  const sold = order.lines.find((candidate) => candidate.id === line.lineId);
  return {
    id: numericId(line.id),
    quantity: line.quantity,
    line_item_id: numericId(line.lineId),
    location_id: numericIdOrNull(line.locationId),
    restock_type: line.restockType.toLowerCase(),
    subtotal: Number(toRestAmount(line.subtotal.shop, order.currency)),
    total_tax: Number(toRestAmount(line.tax.shop, order.currency)),
    subtotal_set: restSet(line.subtotal, order),
    total_tax_set: restSet(line.tax, order),
    line_item: sold === undefined ? null : restLine(order, sold, undefined),
  };
}

/** The REST form of a transaction. */
export function transactionPayload(state: ShopState, entry: Transaction): Record<string, unknown> {
  const currency = state.orders.get(entry.orderId)?.currency ?? state.settings.currency;
  return {
    id: numericId(entry.id),
    order_id: numericId(entry.orderId),
    kind: entry.type.toLowerCase(),
    gateway: entry.gateway,
    status: entry.status.toLowerCase(),
    message: null,
    created_at: restTime(state, entry.createdAt),
    test: entry.test,
    authorization: null,
    location_id: null,
    user_id: null,
    parent_id: numericIdOrNull(entry.parentId),
    processed_at: restTime(state, entry.processedAt),
    device_id: null,
    error_code: null,
    source_name: 'web',
    receipt: {},
    amount: toRestAmount(entry.amount.shop, currency),
    currency,
    payment_id: entry.orderId,
    total_unsettled_set: {
      // Alone among all sets it says `currency`.
      presentment_money: { amount: '0.0', currency },
      shop_money: { amount: '0.0', currency },
    },
    manual_payment_gateway: entry.gateway === 'manual',
    amount_rounding: null,
    admin_graphql_api_id: entry.id,
  };
}
