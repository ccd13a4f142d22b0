import type { Return, ReverseLine, ReverseOrder } from '../model/return-records.ts';
import type { ShopState } from '../model/state.ts';
import { numericId } from './raw-number.ts';

/** As `returns/request` and `returns/approve` show it; of the bodies of other topics nothing more is published. */
export function returnPayload(_: ShopState, made: Return): unknown {
  return {
    id: numericId(made.id),
    admin_graphql_api_id: made.id,
    status: made.status.toLowerCase(),
    name: made.name,
    order: {
      id: numericId(made.orderId),
      admin_graphql_api_id: made.orderId,
    },
    total_return_line_items: made.lines.length,
    return_line_items: made.lines.map((line) => ({
      id: numericId(line.id),
      admin_graphql_api_id: line.id,
      quantity: line.quantity,
    })),
    return_shipping_fees: [],
    exchange_line_items: made.exchanges.map((line) => ({
      id: numericId(line.id),
      admin_graphql_api_id: line.id,
      quantity: line.input.quantity,
    })),
  };
}

/** `returns/close`, `returns/cancel` and `returns/reopen` name little more than the order. */
export function endedReturnPayload(_: ShopState, made: Return): unknown {
  return {
    id: numericId(made.id),
    admin_graphql_api_id: made.id,
    order_id: numericId(made.orderId),
    status: made.status.toLowerCase(),
  };
}

/** A disposition is told without its order's id. */
export function disposePayload(
  _: ShopState,
  { reverseOrder, entry }: { readonly reverseOrder: ReverseOrder; readonly entry: ReverseLine },
): unknown {
  const last = entry.dispositions.at(-1);
  return {
    id: numericId(reverseOrder.id),
    dispositions: [
      {
        reverse_fulfillment_order_line_item: {
          id: numericId(entry.id),
          admin_graphql_api_id: entry.id,
        },
        type: last?.type.toLowerCase(),
        location: last?.locationId == null ? null : { id: numericId(last.locationId) },
        quantity: last?.quantity,
      },
    ],
    total_dispositions: entry.dispositions.length,
  };
}
