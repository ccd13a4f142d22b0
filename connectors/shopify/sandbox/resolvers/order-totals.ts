import { addBags, type Bag, subtractBags, toRestAmount, zeroBag } from '../model/money-math.ts';
import type { OrderAmounts } from '../model/order-amounts.ts';
import type { Order } from '../model/records.ts';
import { amountsIn, type FieldMap, type Resolve } from './context.ts';
import { moneyBag, moneyV2 } from './money.ts';

function total(pick: (amounts: OrderAmounts, order: Order) => Bag): Resolve {
  return (order: Order, _: unknown, context) => moneyBag(pick(amountsIn(context, order), order), order);
}

/** As `total`, but null when there is nothing of the kind. */
function totalOrNull(pick: (amounts: OrderAmounts, order: Order) => Bag): Resolve {
  return (order: Order, _: unknown, context) => {
    const bag = pick(amountsIn(context, order), order);
    return bag.shop === 0 ? null : moneyBag(bag, order);
  };
}

const shopAmount = (pick: (amounts: OrderAmounts) => Bag): Resolve => {
  return (order: Order, _: unknown, context) =>
    moneyV2(pick(amountsIn(context, order)).shop, order.currency).amount;
};

/** The amounts of an order, all derived. */
export const orderTotals: FieldMap = {
  originalTotalPriceSet: total((_, order) => order.originalTotal),
  originalTotalDutiesSet: totalOrNull((_, order) => order.originalDuties),
  originalTotalAdditionalFeesSet: () => null,
  totalPriceSet: total((amounts) => amounts.total),
  totalPrice: shopAmount((amounts) => amounts.total),
  currentTotalPriceSet: total((amounts) => amounts.currentTotal),
  subtotalPriceSet: total((amounts) => amounts.subtotal),
  currentSubtotalPriceSet: total((amounts) => amounts.currentSubtotal),
  currentSubtotalLineItemsQuantity: (order: Order, _: unknown, context) =>
    [...amountsIn(context, order).lines.values()].reduce((sum, line) => sum + line.currentUnits, 0),
  subtotalLineItemsQuantity: (order: Order) => order.lines.reduce((sum, line) => sum + line.quantity, 0),
  totalTaxSet: total((amounts) => amounts.tax),
  currentTotalTaxSet: total((amounts) => amounts.currentTax),
  totalDiscountsSet: total((amounts) => amounts.discounts),
  currentTotalDiscountsSet: total((amounts) => amounts.currentDiscounts),
  cartDiscountAmountSet: total((amounts) => amounts.cartDiscount),
  currentCartDiscountAmountSet: total((amounts) => amounts.cartDiscount),
  totalShippingPriceSet: total((amounts) => amounts.shipping),
  currentShippingPriceSet: total((amounts) => amounts.currentShipping),
  currentTotalDutiesSet: totalOrNull((amounts) => amounts.currentDuties),
  currentTotalAdditionalFeesSet: () => null,
  currentTotalWeight: () => '0',
  totalWeight: () => '0',
  totalTipReceivedSet: total((amounts) => amounts.tip),
  totalTipReceived: (order: Order) => moneyV2(order.tip.shop, order.currency),
  totalCapturable: (order: Order, _: unknown, context) => {
    const { due, outstanding } = amountsIn(context, order);
    return toRestAmount(due.shop - outstanding.shop, order.currency);
  },
  totalReceivedSet: total((amounts) => amounts.received),
  totalReceived: shopAmount((amounts) => amounts.received),
  totalRefundedSet: total((amounts) => amounts.refunded),
  totalRefunded: shopAmount((amounts) => amounts.refunded),
  totalRefundedShippingSet: total((amounts) => amounts.refundedShipping),
  refundDiscrepancySet: total((amounts) => amounts.discrepancy),
  totalOutstandingSet: total((amounts) => amounts.outstanding),
  totalCapturableSet: total((amounts, order) => {
    const authorized = order.transactions.filter((entry) => entry.type === 'AUTHORIZATION');
    return subtractBags(
      addBags(...authorized.map((entry) => entry.amount)),
      authorized.length === 0 ? zeroBag : amounts.received,
    );
  }),
  netPaymentSet: total((amounts) => amounts.net),
  netPayment: shopAmount((amounts) => amounts.net),
  totalCashRoundingAdjustment: (order: Order) => ({
    paymentSet: moneyBag(zeroBag, order),
    refundSet: moneyBag(zeroBag, order),
  }),
};
