import { z } from 'zod';
import { pageInfoShape } from './answer-shape.ts';
import { bagShape } from './money-bags.ts';

/** RFC 3339 in UTC, to epoch milliseconds. */
export const timeShape = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** A list with a cursor. `nodes` may be cut; `pageInfo` says so. */
export function connection<Node extends z.ZodType>(node: Node) {
  return z.object({ pageInfo: pageInfoShape, nodes: z.array(node) });
}

const idShape = z.object({ id: z.string() });

const namedShape = z.object({ id: z.string(), name: z.string() });

const taxShape = z.object({ title: z.string(), rate: z.number(), priceSet: bagShape });

export const addressShape = z.object({
  name: z.string().nullable(),
  company: z.string().nullable(),
  address1: z.string().nullable(),
  address2: z.string().nullable(),
  city: z.string().nullable(),
  zip: z.string().nullable(),
  provinceCode: z.string().nullable(),
  countryCodeV2: z.string().nullable(),
  phone: z.string().nullable(),
});

export const lineShape = z.object({
  id: z.string(),
  sku: z.string().nullable(),
  title: z.string(),
  quantity: z.int().min(0),
  currentQuantity: z.int().min(0),
  unfulfilledQuantity: z.int().min(0),
  isGiftCard: z.boolean(),
  requiresShipping: z.boolean(),
  /** Null when the variant was deleted, or never was one. */
  variant: z.object({ id: z.string(), inventoryItem: idShape.nullable() }).nullable(),
  originalUnitPriceSet: bagShape,
  discountAllocations: z.array(z.object({ allocatedAmountSet: bagShape })),
  taxLines: z.array(taxShape),
});

export const shippingLineShape = z.object({
  id: z.string().nullable(),
  title: z.string(),
  code: z.string().nullable(),
  discountedPriceSet: bagShape,
  taxLines: z.array(taxShape),
});

export const refundLineShape = z.object({
  quantity: z.int().min(0),
  /** Open list; the restocked kinds are known. */
  restockType: z.string(),
  restocked: z.boolean(),
  location: idShape.nullable(),
  lineItem: idShape,
  subtotalSet: bagShape,
  totalTaxSet: bagShape,
});

export const refundShippingShape = z.object({
  shippingLine: z.object({ id: z.string().nullable() }),
  subtotalAmountSet: bagShape,
  taxAmountSet: bagShape,
});

export const refundAdjustmentShape = z.object({ amountSet: bagShape, taxAmountSet: bagShape });

export const refundShape = z.object({
  id: z.string(),
  createdAt: timeShape.nullable(),
  processedAt: timeShape,
  totalRefundedSet: bagShape,
  /** Absent where it was not asked for; null: the refund belongs to no return. */
  return: idShape.nullish(),
  // Null says that there are none.
  duties: z.array(z.object({ amountSet: bagShape })).nullable(),
  orderAdjustments: connection(refundAdjustmentShape),
  refundLineItems: connection(refundLineShape),
  refundShippingLines: connection(refundShippingShape),
});

export const fulfillmentOrderLineShape = z.object({
  id: z.string(),
  remainingQuantity: z.int(),
  lineItem: idShape,
});

export const fulfillmentOrderShape = z.object({
  id: z.string(),
  status: z.string(),
  supportedActions: z.array(z.object({ action: z.string() })),
  assignedLocation: z.object({ location: idShape.nullable() }),
  lineItems: connection(fulfillmentOrderLineShape),
});

export const fulfillmentLineShape = z.object({ quantity: z.int().min(0), lineItem: idShape });

export const fulfillmentShape = z.object({
  id: z.string(),
  status: z.string(),
  createdAt: timeShape,
  trackingInfo: z.array(z.object({ number: z.string().nullable() })),
  fulfillmentLineItems: connection(fulfillmentLineShape),
});

/** An ordinary customer, or somebody who buys for a company. A third kind refuses the order: nobody is booked in its stead. */
const purchasingEntityShape = z.discriminatedUnion('__typename', [
  z.object({ __typename: z.literal('Customer') }),
  z.object({ __typename: z.literal('PurchasingCompany'), company: namedShape, location: namedShape }),
]);

/** One order as the batch read selects it: every amount in both currencies. */
export const orderShape = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: timeShape,
  updatedAt: timeShape,
  cancelledAt: timeShape.nullable(),
  test: z.boolean(),
  /** Null for an order without any transaction. */
  displayFinancialStatus: z.string().nullable(),
  currencyCode: z.string(),
  presentmentCurrencyCode: z.string(),
  taxesIncluded: z.boolean(),
  dutiesIncluded: z.boolean(),
  discountCodes: z.array(z.string()),
  paymentGatewayNames: z.array(z.string()),
  tags: z.array(z.string()),
  sourceName: z.string().nullable(),
  note: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** Absent where it was not asked for. */
  customer: z.object({ id: z.string() }).nullish(),
  poNumber: z.string().nullable(),
  /** Absent where it was not asked for; null for a guest. */
  purchasingEntity: purchasingEntityShape.nullish(),
  /** Absent where it was not asked for; null where nothing was agreed on. */
  paymentTerms: z.object({ paymentTermsName: z.string(), dueInDays: z.int().nullable() }).nullish(),
  billingAddress: addressShape.nullable(),
  shippingAddress: addressShape.nullable(),
  currentTotalPriceSet: bagShape,
  currentTotalTaxSet: bagShape,
  totalTipReceivedSet: bagShape,
  // Null says that there are none.
  currentTotalDutiesSet: bagShape.nullable(),
  currentTotalAdditionalFeesSet: bagShape.nullable(),
  totalCashRoundingAdjustment: z.object({ paymentSet: bagShape }),
  totalReceivedSet: bagShape,
  totalRefundedSet: bagShape,
  lineItems: connection(lineShape),
  shippingLines: connection(shippingLineShape),
  refunds: z.array(refundShape),
  /** Absent where it was not asked for. */
  returns: connection(idShape).optional(),
  fulfillmentOrders: connection(fulfillmentOrderShape),
  fulfillments: z.array(fulfillmentShape),
});

export type VendorOrder = z.output<typeof orderShape>;
export type VendorLine = z.output<typeof lineShape>;
export type VendorShippingLine = z.output<typeof shippingLineShape>;
export type VendorTax = z.output<typeof taxShape>;
export type VendorAddress = z.output<typeof addressShape>;
export type VendorRefund = z.output<typeof refundShape>;
export type VendorRefundLine = z.output<typeof refundLineShape>;
export type VendorFulfillmentOrder = z.output<typeof fulfillmentOrderShape>;
export type VendorFulfillment = z.output<typeof fulfillmentShape>;
