import { addBags, type Bag, timesBag, toRestAmount, zeroBag } from '../model/money-math.ts';
import { amountsOf, discountedShipping, type OrderAmounts, taxLinesOf } from '../model/order-amounts.ts';
import { financialStatusOf, restFulfillmentStatusOf } from '../model/order-status.ts';
import type { DiscountApplication, Order, Shipping } from '../model/records.ts';
import type { ShopState } from '../model/state.ts';
import { tailOf } from '../model/ids.ts';
import { restLine } from './payload-line.ts';
import { fulfillmentPayload } from './payload-fulfillment.ts';
import { refundPayload } from './payload-refund.ts';
import { numericId } from './raw-number.ts';
import { restAddress, restPair, restSet, restTax, restTime } from './rest-values.ts';

/** The REST form of an order, which is the body of the orders topics. Amounts are derived as those of the API are. */
export function orderPayload(state: ShopState, order: Order): Record<string, unknown> {
  const amounts = amountsOf(order);
  const tail = tailOf(order.id);
  return {
    id: numericId(order.id),
    admin_graphql_api_id: order.id,
    app_id: null,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: restTime(state, order.cancelledAt),
    cart_token: null,
    checkout_token: null,
    client_details: null,
    closed_at: restTime(state, order.closedAt),
    confirmation_number: `C${order.number}`,
    confirmed: true,
    contact_email: order.email,
    created_at: restTime(state, order.createdAt),
    currency: order.currency,
    customer_locale: 'en',
    device_id: null,
    discount_codes: discountCodes(order),
    duties_included: false,
    email: order.email ?? '',
    estimated_taxes: false,
    financial_status: financialStatusOf(order, amounts)?.toLowerCase() ?? null,
    fulfillment_status: restFulfillmentStatusOf(order),
    landing_site: null,
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: null,
    merchant_of_record_app_id: null,
    name: order.name,
    note: order.note,
    note_attributes: order.attributes.map(({ key, value }) => ({ name: key, value })),
    number: order.number - 1_000,
    order_number: order.number,
    order_status_url: `https://${state.settings.domain}/orders/${tail}`,
    payment_gateway_names: [...new Set(order.transactions.map((entry) => entry.gateway))],
    phone: order.phone,
    po_number: order.poNumber,
    presentment_currency: order.presentmentCurrency,
    processed_at: restTime(state, order.processedAt),
    reference: null,
    referring_site: null,
    source_identifier: order.sourceIdentifier,
    source_name: order.sourceName,
    source_url: null,
    tags: order.tags.join(', '),
    tax_exempt: order.taxExempt,
    tax_lines: taxLinesOf(order, false).map((tax) => restTax(tax, order)),
    taxes_included: order.taxesIncluded,
    test: order.test,
    token: tail,
    total_weight: 0,
    updated_at: restTime(state, order.updatedAt),
    user_id: null,
    ...totals(order, amounts),
    billing_address: restAddress(order.billingAddress),
    shipping_address: restAddress(order.shippingAddress),
    customer: customerOf(order),
    discount_applications: order.discounts.map((entry) => restDiscount(entry, order)),
    fulfillments: order.fulfillments.map((entry) => fulfillmentPayload(state, entry)),
    line_items: order.lines.map((line) => restLine(order, line, amounts)),
    line_item_groups: [],
    payment_terms: null,
    refunds: order.refunds.map((entry) => refundPayload(state, entry)),
    returns: [],
    shipping_lines: order.shipping.map((line) => restShipping(order, line)),
  };
}

function totals(order: Order, amounts: OrderAmounts): Record<string, unknown> {
  const items = addBags(zeroBag, ...order.lines.map((line) => timesBag(line.unitPrice, line.quantity)));
  return {
    ...restPair('current_subtotal_price', amounts.currentSubtotal, order),
    ...restPair('current_total_discounts', amounts.currentDiscounts, order),
    ...restPair('current_total_price', amounts.currentTotal, order),
    ...restPair('current_total_tax', amounts.currentTax, order),
    current_shipping_price_set: restSet(amounts.currentShipping, order),
    current_total_duties_set: dutiesSet(amounts.currentDuties, order),
    current_total_additional_fees_set: null,
    original_total_additional_fees_set: null,
    original_total_duties_set: dutiesSet(order.originalDuties, order),
    ...restPair('subtotal_price', amounts.subtotal, order),
    ...restPair('total_discounts', amounts.discounts, order),
    ...restPair('total_line_items_price', items, order),
    total_outstanding: toRestAmount(amounts.outstanding.shop, order.currency),
    ...restPair('total_price', amounts.total, order),
    total_shipping_price_set: restSet(amounts.shipping, order),
    ...restPair('total_tax', amounts.tax, order),
    total_tip_received: toRestAmount(order.tip.shop, order.currency),
    total_cash_rounding_payment_adjustment_set: restSet(zeroBag, order),
    total_cash_rounding_refund_adjustment_set: restSet(zeroBag, order),
  };
}

function dutiesSet(duties: Bag, order: Order): unknown {
  return duties.shop === 0 ? null : restSet(duties, order);
}

function discountCodes(order: Order): unknown[] {
  return order.discounts
    .filter((entry) => entry.code !== null)
    .map((entry) => ({
      code: entry.code,
      amount:
        'percentage' in entry.value
          ? String(entry.value.percentage)
          : toRestAmount(entry.value.amount.shop, order.currency),
      type: 'percentage' in entry.value ? 'percentage' : 'fixed_amount',
    }));
}

function restDiscount(entry: DiscountApplication, order: Order): unknown {
  const isPercentage = 'percentage' in entry.value;
  return {
    target_type: entry.targetType.toLowerCase(),
    type:
      entry.code === null
        ? entry.typeName === 'ManualDiscountApplication'
          ? 'manual'
          : 'automatic'
        : 'discount_code',
    value:
      'percentage' in entry.value
        ? String(entry.value.percentage)
        : toRestAmount(entry.value.amount.shop, order.currency),
    value_type: isPercentage ? 'percentage' : 'fixed_amount',
    allocation_method: entry.allocationMethod.toLowerCase(),
    target_selection: entry.targetSelection.toLowerCase(),
    ...(entry.code === null ? { title: entry.title } : { code: entry.code }),
  };
}

function customerOf(order: Order): unknown {
  const { customer } = order;
  if (customer === null) return null;
  return {
    id: numericId(customer.id),
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    phone: customer.phone,
    currency: order.currency,
    admin_graphql_api_id: customer.id,
  };
}

function restShipping(order: Order, line: Shipping): unknown {
  return {
    id: numericId(line.id),
    carrier_identifier: null,
    code: line.code,
    current_discounted_price_set: restSet(discountedShipping(line), order),
    ...restPair('discounted_price', discountedShipping(line), order),
    is_removed: line.isRemoved,
    phone: null,
    ...restPair('price', line.price, order),
    requested_fulfillment_service_id: null,
    source: line.source,
    title: line.title,
    tax_lines: line.taxes.map((tax) => restTax(tax, order)),
    discount_allocations: line.allocations.map((entry) => ({
      ...restPair('amount', entry.amount, order),
      discount_application_index: entry.applicationIndex,
    })),
  };
}
