import { zeroBag } from '../model/money-math.ts';
import type { OrderAmounts } from '../model/order-amounts.ts';
import { fulfilledUnits, unfulfilledUnits } from '../model/order-status.ts';
import type { Line, Order } from '../model/records.ts';
import { numericId, numericIdOrNull } from './raw-number.ts';
import { restPair, restTax } from './rest-values.ts';

/** Also the old form of a line, inside fulfillments and refunds, which has no `current_quantity`. */
export function restLine(
  order: Order,
  line: Line,
  amounts: OrderAmounts | undefined,
): Record<string, unknown> {
  const fulfilled = fulfilledUnits(order, line);
  const open = unfulfilledUnits(order, line);
  return {
    id: numericId(line.id),
    admin_graphql_api_id: line.id,
    attributed_staffs: [],
    ...(amounts === undefined ? {} : { current_quantity: amounts.lines.get(line.id)?.currentUnits ?? 0 }),
    fulfillable_quantity: open,
    fulfillment_service: 'manual',
    fulfillment_status: fulfilled === 0 ? null : open === 0 ? 'fulfilled' : 'partial',
    gift_card: line.isGiftCard,
    grams: 0,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    ...restPair('price', line.unitPrice, order),
    product_exists: line.variant !== null,
    product_id: numericIdOrNull(line.variant?.product.id),
    properties: line.attributes.map(({ key, value }) => ({ name: key, value })),
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: line.taxable,
    title: line.title,
    ...restPair('total_discount', zeroBag, order),
    variant_id: numericIdOrNull(line.variant?.id),
    variant_inventory_management: line.variant?.item.tracked === true ? 'shopify' : null,
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: line.taxes.map((tax) => restTax(tax, order)),
    duties: [],
    discount_allocations: line.allocations.map((entry) => ({
      ...restPair('amount', entry.amount, order),
      discount_application_index: entry.applicationIndex,
    })),
  };
}
