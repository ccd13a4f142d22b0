import type { EditSession, StagedDiscount, StagedLine, StagedShipping } from '../model/edit-session.ts';
import { addBags, shareBag, subtractBags, timesBag, zeroBag } from '../model/money-math.ts';
import { pageById, type PageArgs } from './connection.ts';
import type { FieldMap, ResolverMap } from './context.ts';
import { discountOf } from './edit-orders.ts';
import { moneyBag, moneyV2 } from './money.ts';

const order: FieldMap = {
  originalOrder: (session: EditSession) => session.order,
  // Lines that the edit adds are listed apart.
  lineItems: (session: EditSession, args: PageArgs, context) =>
    pageById(
      session.lines.filter((line) => line.added === null),
      args,
      context,
    ),
  addedLineItems: (session: EditSession, args: PageArgs, context) =>
    pageById(
      session.lines.filter((line) => line.added !== null),
      args,
      context,
    ),
  addedDiscountApplications: (session: EditSession, args: PageArgs, context) =>
    pageById(
      session.lines.flatMap((line) => line.discounts),
      args,
      context,
    ),
  shippingLines: (session: EditSession) => [
    ...session.order.shipping
      .filter((line) => !line.isRemoved)
      .map((line) => ({ ...line, kind: 'CalculatedShippingLine', session, stagedStatus: 'NONE' })),
    ...session.shipping,
  ],
  committed: () => false,
  subtotalLineItemsQuantity: (session: EditSession) =>
    session.lines.reduce((sum, line) => sum + line.quantity, 0),
  subtotalPriceSet: (session: EditSession) => moneyBag(totalOf(session), session.order),
  cartDiscountAmountSet: () => null,
  totalPriceSet: (session: EditSession) => moneyBag(totalOf(session), session.order),
  totalOutstandingSet: (session: EditSession) => moneyBag(subtotalOf(session), session.order),
  taxLines: () => [],
  stagedChanges: (_: EditSession, args: PageArgs, context) => pageById([], args, context),
  notificationPreviewTitle: () => '',
};

/** Without taxes, which an edit in progress does not compute. */
function totalOf(session: EditSession) {
  const kept = session.order.shipping.filter((line) => !line.isRemoved).map((line) => line.price);
  return addBags(subtotalOf(session), ...kept, ...session.shipping.map((line) => line.price));
}

function subtotalOf(session: EditSession) {
  return session.lines.reduce(
    (sum, line) => {
      const net = subtractBags(timesBag(line.unitPrice, line.quantity), {
        shop: discountOf(line),
        presentment: discountOf(line),
      });
      return { shop: sum.shop + net.shop, presentment: sum.presentment + net.presentment };
    },
    { shop: 0, presentment: 0 },
  );
}

const line: FieldMap = {
  sku: (record: StagedLine, _, { state }) =>
    record.line?.sku ?? state.variants.get(record.added?.variantId ?? '')?.sku ?? null,
  variant: (record: StagedLine, _, { state }) =>
    record.line?.variant ?? state.variants.get(record.added?.variantId ?? '') ?? null,
  variantTitle: (record: StagedLine) => record.line?.variantTitle ?? null,
  editableQuantity: (record: StagedLine) => record.quantity,
  editableQuantityBeforeChanges: (record: StagedLine) => record.line?.quantity ?? 0,
  hasStagedLineItemDiscount: (record: StagedLine) => record.discounts.length > 0,
  restockable: (record: StagedLine) => record.line !== null,
  restocking: (record: StagedLine) =>
    record.restock && record.line !== null && record.quantity < record.line.quantity,
  customAttributes: () => [],
  originalUnitPriceSet: (record: StagedLine) => moneyBag(record.unitPrice, record.session.order),
  discountedUnitPriceSet: (record: StagedLine) => {
    const off = { shop: discountOf(record), presentment: discountOf(record) };
    return moneyBag(subtractBags(record.unitPrice, shareBag(off, 1, record.quantity)), record.session.order);
  },
  uneditableSubtotalSet: (record: StagedLine) => moneyBag(zeroBag, record.session.order),
  editableSubtotalSet: (record: StagedLine) =>
    moneyBag(
      subtractBags(timesBag(record.unitPrice, record.quantity), {
        shop: discountOf(record),
        presentment: discountOf(record),
      }),
      record.session.order,
    ),
  calculatedDiscountAllocations: (record: StagedLine) =>
    record.discounts.map((discount) => ({
      allocatedAmountSet: moneyBag(
        { shop: discountOf(record), presentment: discountOf(record) },
        record.session.order,
      ),
      discountApplication: discount,
    })),
};

const shipping: FieldMap = {
  price: (record: StagedShipping) => moneyBag(record.price, record.session.order),
};

const discount: FieldMap = {
  value: (record: StagedDiscount, _, { state }) =>
    'percentage' in record.value
      ? { kind: 'PricingPercentageValue', percentage: record.value.percentage }
      : { kind: 'MoneyV2', ...moneyV2(record.value.amount.shop, state.settings.currency) },
  allocationMethod: () => 'EACH',
  targetSelection: () => 'EXPLICIT',
  targetType: () => 'LINE_ITEM',
  appliedTo: () => 'LINE',
};

export const calculatedResolvers: ResolverMap = {
  CalculatedOrder: order,
  CalculatedLineItem: line,
  CalculatedShippingLine: shipping,
  CalculatedManualDiscountApplication: discount,
  OrderStagedChangeAddLineItemDiscount: discount,
};
