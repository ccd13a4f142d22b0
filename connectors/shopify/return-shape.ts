import { z } from 'zod';
import { connection, timeShape } from './order-shape.ts';

const units = z.int().min(0);
const idShape = z.object({ id: z.string() });
/** Null where the line is not one of a fulfillment of this order. */
const soldLineShape = z.object({ lineItem: idShape }).nullish();

const returnLineShape = z.object({
  id: z.string(),
  quantity: units,
  processedQuantity: units,
  refundedQuantity: units,
  returnReasonDefinition: z.object({ handle: z.string() }).nullable(),
  /** Absent on a line that Shopify could not match (`UnverifiedReturnLineItem`). */
  fulfillmentLineItem: soldLineShape,
});

const exchangeLineShape = z.object({
  id: z.string(),
  quantity: units,
  processedQuantity: units,
  variantSku: z.string().nullable(),
  /** Null or empty until some of it is processed. */
  lineItems: z.array(idShape).nullable(),
});

const reverseOrderShape = z.object({
  id: z.string(),
  status: z.string(),
  lineItems: connection(
    z.object({
      totalQuantity: units,
      fulfillmentLineItem: soldLineShape,
      dispositions: z.array(z.object({ type: z.string(), quantity: units, location: idShape.nullable() })),
    }),
  ),
  reverseDeliveries: connection(idShape),
});

export const returnShape = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  createdAt: timeShape,
  closedAt: timeShape.nullable(),
  returnLineItems: connection(returnLineShape),
  exchangeLineItems: connection(exchangeLineShape),
  reverseFulfillmentOrders: connection(reverseOrderShape),
});

export type VendorReturn = z.output<typeof returnShape>;
