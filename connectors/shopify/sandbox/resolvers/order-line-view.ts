import { addBags, shareBag, subtractBags, timesBag, zeroBag } from '../model/money-math.ts';
import { type LineAmounts, lineAmounts } from '../model/order-amounts.ts';
import { fulfillableUnits, fulfilledUnits, unfulfilledUnits } from '../model/order-status.ts';
import type { Duty, Line, Order } from '../model/records.ts';
import { type PageArgs, plainList } from './connection.ts';
import { amountsIn, type Context, type FieldMap } from './context.ts';
import { moneyBag, moneyV2 } from './money.ts';
import { orderOf, showTax } from './order-owner.ts';

/** `LineItem`. */
export const lineFields: FieldMap = {
  name: (record: Line) =>
    record.variantTitle === null ? record.title : `${record.title} - ${record.variantTitle}`,
  product: (record: Line, _, { state }) =>
    record.variant === null ? null : (state.products.get(record.variant.product.id) ?? null),
  variant: (record: Line, _, { state }) =>
    record.variant === null ? null : (state.variants.get(record.variant.id) ?? null),
  currentQuantity: (record: Line, _, context) => amountsOfLine(context, record).currentUnits,
  refundableQuantity: (record: Line, _, context) => amountsOfLine(context, record).currentUnits,
  unfulfilledQuantity: (record: Line, _, context) =>
    unfulfilledUnits(orderOf(context, record.orderId), record),
  fulfillableQuantity: (record: Line, _, context) =>
    fulfillableUnits(orderOf(context, record.orderId), record),
  nonFulfillableQuantity: (record: Line) => (record.isGiftCard ? record.quantity : 0),
  fulfillmentStatus: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    const units = fulfilledUnits(whole, record);
    return units === 0 ? 'unfulfilled' : unfulfilledUnits(whole, record) === 0 ? 'fulfilled' : 'partial';
  },
  merchantEditable: (record: Line, _, context) =>
    unfulfilledUnits(orderOf(context, record.orderId), record) > 0,
  restockable: (record: Line) => record.variant?.item.tracked === true,
  customAttributes: (record: Line) => record.attributes,
  lineItemGroup: () => null,
  originalUnitPriceSet: (record: Line, _, context) =>
    moneyBag(record.unitPrice, orderOf(context, record.orderId)),
  originalTotalSet: (record: Line, _, context) =>
    moneyBag(timesBag(record.unitPrice, record.quantity), orderOf(context, record.orderId)),
  discountedTotalSet: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    return moneyBag(
      subtractBags(timesBag(record.unitPrice, record.quantity), ownDiscount(whole, record)),
      whole,
    );
  },
  discountedUnitPriceSet: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    return moneyBag(
      subtractBags(record.unitPrice, shareBag(ownDiscount(whole, record), 1, record.quantity)),
      whole,
    );
  },
  discountedUnitPriceAfterAllDiscountsSet: (record: Line, _, context) => {
    const { fullNet } = amountsOfLine(context, record);
    return moneyBag(shareBag(fullNet, 1, record.quantity), orderOf(context, record.orderId));
  },
  priceAfterAllDiscountsBeforeTaxesSet: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    const { fullNet, fullTax } = amountsOfLine(context, record);
    return moneyBag(whole.taxesIncluded ? subtractBags(fullNet, fullTax) : fullNet, whole);
  },
  totalDiscountSet: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    return moneyBag(ownDiscount(whole, record), whole);
  },
  unfulfilledOriginalTotalSet: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    return moneyBag(timesBag(record.unitPrice, unfulfilledUnits(whole, record)), whole);
  },
  unfulfilledDiscountedTotalSet: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    return moneyBag(
      shareBag(amountsOfLine(context, record).fullNet, unfulfilledUnits(whole, record), record.quantity),
      whole,
    );
  },
  discountAllocations: (record: Line, _, context) => {
    const whole = orderOf(context, record.orderId);
    return record.allocations.map((entry) => ({
      allocatedAmountSet: moneyBag(entry.amount, whole),
      allocatedAmount: moneyV2(entry.amount.shop, whole.currency),
      discountApplication: { owner: whole, ...whole.discounts[entry.applicationIndex] },
    }));
  },
  taxLines: (record: Line, args: PageArgs, context) =>
    plainList(record.taxes, args).map((tax) => showTax(tax, orderOf(context, record.orderId))),
  duties: (record: Line, _, context) =>
    record.duties.map((duty: Duty) => ({
      ...duty,
      price: moneyBag(duty.amount, orderOf(context, record.orderId)),
      taxLines: [],
    })),
};

function amountsOfLine(context: Context, record: Line): LineAmounts {
  const whole = orderOf(context, record.orderId);
  return amountsIn(context, whole).lines.get(record.id) ?? lineAmounts(whole, record);
}

/** Discounts of the line itself, without its share of those on the whole order. */
function ownDiscount(whole: Order, record: Line) {
  const own = record.allocations.filter(
    (entry) => whole.discounts[entry.applicationIndex]?.allocationMethod !== 'ACROSS',
  );
  return own.length === 0 ? zeroBag : addBags(...own.map((entry) => entry.amount));
}
