import { z } from 'zod';
import { MalformedAnswerError, TransientError } from '#sdk/errors.ts';
import { mergeSpans, type Span } from './batches.ts';
import type { Answered, ShopifyClient } from './client.ts';
import {
  FULFILLMENT_LINES,
  FULFILLMENT_ORDER_LINES,
  ORDER_FULFILLMENT_ORDERS,
  ORDER_LINES,
  ORDER_SHIPPING_LINES,
  REFUND_ADJUSTMENTS,
  REFUND_LINES,
  REFUND_SHIPPING_LINES,
} from './operations/order-pages.ts';
import {
  connection,
  fulfillmentLineShape,
  fulfillmentOrderLineShape,
  fulfillmentOrderShape,
  lineShape,
  refundAdjustmentShape,
  refundLineShape,
  refundShippingShape,
  shippingLineShape,
  type VendorFulfillment,
  type VendorFulfillmentOrder,
  type VendorOrder,
  type VendorRefund,
} from './order-shape.ts';
import { readReturns } from './read-returns.ts';
import type { VendorReturn } from './return-shape.ts';

/** As many as the operations ask for in a list without page information; a full list may be a cut one. */
const LIST_LENGTH_MAX = 100;
const PAGES_MAX = 50;

const linesShape = z.object({ order: z.object({ lineItems: connection(lineShape) }).nullable() });
const shippingShape = z.object({
  order: z.object({ shippingLines: connection(shippingLineShape) }).nullable(),
});
const ordersShape = z.object({
  order: z.object({ fulfillmentOrders: connection(fulfillmentOrderShape) }).nullable(),
});
const orderLinesShape = z.object({
  fulfillmentOrder: z.object({ lineItems: connection(fulfillmentOrderLineShape) }).nullable(),
});
const parcelLinesShape = z.object({
  fulfillment: z.object({ fulfillmentLineItems: connection(fulfillmentLineShape) }).nullable(),
});
const refundLinesShape = z.object({
  refund: z.object({ refundLineItems: connection(refundLineShape) }).nullable(),
});
const refundShippingLinesShape = z.object({
  refund: z.object({ refundShippingLines: connection(refundShippingShape) }).nullable(),
});

const refundAdjustmentsShape = z.object({
  refund: z.object({ orderAdjustments: connection(refundAdjustmentShape) }).nullable(),
});

interface Connection<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Node[];
}

/** Notes when each follow-up page was read, because the order is only as fresh as its oldest part. */
interface Reader {
  readonly client: ShopifyClient;
  readonly spans: Span[];
}

export interface CompletedOrder {
  readonly order: VendorOrder;
  /** Absent: they were not asked for. */
  readonly returns?: readonly VendorReturn[];
}

export type Completed =
  | (CompletedOrder & { readonly spans: readonly Span[] })
  | { readonly refusal: { readonly reason: string }; readonly spans: readonly Span[] };

/** Reads on in every list of an order that its first read had to cut: an order of 250 lines comes whole or not at all. */
export async function completeOrder(client: ShopifyClient, order: VendorOrder): Promise<Completed> {
  const spans: Span[] = [];
  const tooLong = findFullList(order);
  if (tooLong !== null) return { refusal: { reason: tooLong }, spans };
  const reader: Reader = { client, spans };
  const { id } = order;
  try {
    const lineItems = await drain(order.lineItems, async (after) => {
      const call = {
        operation: ORDER_LINES,
        label: 'orders.lines',
        shape: linesShape,
        variables: { id, after },
      };
      return (await noted(reader, client.read(call))).order?.lineItems;
    });
    const shippingLines = await drain(order.shippingLines, async (after) => {
      const variables = { id, after };
      const label = 'orders.shipping-lines';
      const call = { operation: ORDER_SHIPPING_LINES, label, shape: shippingShape, variables };
      return (await noted(reader, client.read(call))).order?.shippingLines;
    });
    const refunds: VendorRefund[] = [];
    for (const refund of order.refunds) refunds.push(await completeRefund(reader, refund));
    const shipped = await completeFulfillments(client, order);
    spans.push(...shipped.spans);
    const returns = await completeReturns(reader, order);
    const whole = { ...order, lineItems, shippingLines, refunds, ...shipped.state };
    return { order: whole, ...(returns === undefined ? {} : { returns }), spans };
  } catch (error) {
    // A follow-up page of another shape spoils this order only.
    if (error instanceof MalformedAnswerError) return { refusal: { reason: error.message }, spans };
    throw error;
  }
}

type Shipping = Pick<VendorOrder, 'id' | 'fulfillmentOrders' | 'fulfillments'>;

/** The same for the part of an order that is about its shipping. */
export async function completeFulfillments(
  client: ShopifyClient,
  { id, fulfillmentOrders, fulfillments }: Shipping,
): Promise<{ readonly state: Omit<Shipping, 'id'>; readonly spans: readonly Span[] }> {
  const reader: Reader = { client, spans: [] };
  const cutOrders = await drain(fulfillmentOrders, async (after) => {
    const variables = { id, after };
    const label = 'orders.fulfillment-orders';
    const call = { operation: ORDER_FULFILLMENT_ORDERS, label, shape: ordersShape, variables };
    return (await noted(reader, client.read(call))).order?.fulfillmentOrders;
  });
  const nodes: VendorFulfillmentOrder[] = [];
  for (const entry of cutOrders.nodes) {
    const lineItems = await drain(entry.lineItems, async (after) => {
      const variables = { id: entry.id, after };
      const label = 'orders.fulfillment-order-lines';
      const call = { operation: FULFILLMENT_ORDER_LINES, label, shape: orderLinesShape, variables };
      return (await noted(reader, client.read(call))).fulfillmentOrder?.lineItems;
    });
    nodes.push({ ...entry, lineItems });
  }
  const parcels: VendorFulfillment[] = [];
  for (const parcel of fulfillments) {
    const fulfillmentLineItems = await drain(parcel.fulfillmentLineItems, async (after) => {
      const variables = { id: parcel.id, after };
      const label = 'orders.fulfillment-lines';
      const call = { operation: FULFILLMENT_LINES, label, shape: parcelLinesShape, variables };
      return (await noted(reader, client.read(call))).fulfillment?.fulfillmentLineItems;
    });
    parcels.push({ ...parcel, fulfillmentLineItems });
  }
  const state = { fulfillmentOrders: { ...cutOrders, nodes }, fulfillments: parcels };
  return { state, spans: reader.spans };
}

/** The order's own read only names its returns: with all their lists it would cost too much. */
async function completeReturns(
  reader: Reader,
  { returns }: VendorOrder,
): Promise<readonly VendorReturn[] | undefined> {
  if (returns === undefined || returns.nodes.length === 0) return returns === undefined ? undefined : [];
  const ids = returns.nodes.map(({ id }) => id);
  return noted(reader, readReturns(reader.client, ids));
}

async function completeRefund(reader: Reader, refund: VendorRefund): Promise<VendorRefund> {
  const { id } = refund;
  const refundLineItems = await drain(refund.refundLineItems, async (after) => {
    const label = 'orders.refund-lines';
    const call = { operation: REFUND_LINES, label, shape: refundLinesShape, variables: { id, after } };
    return (await noted(reader, reader.client.read(call))).refund?.refundLineItems;
  });
  const refundShippingLines = await drain(refund.refundShippingLines, async (after) => {
    const variables = { id, after };
    const label = 'orders.refund-shipping';
    const call = { operation: REFUND_SHIPPING_LINES, label, shape: refundShippingLinesShape, variables };
    return (await noted(reader, reader.client.read(call))).refund?.refundShippingLines;
  });
  const orderAdjustments = await drain(refund.orderAdjustments, async (after) => {
    const variables = { id, after };
    const label = 'orders.refund-adjustments';
    const call = { operation: REFUND_ADJUSTMENTS, label, shape: refundAdjustmentsShape, variables };
    return (await noted(reader, reader.client.read(call))).refund?.orderAdjustments;
  });
  return { ...refund, refundLineItems, refundShippingLines, orderAdjustments };
}

async function noted<Data>(reader: Reader, answer: Promise<Answered<Data>>): Promise<Data> {
  const answered = await answer;
  reader.spans.push(mergeSpans([answered]));
  return answered.data;
}

async function drain<Node>(
  first: Connection<Node>,
  readMore: (after: string | null) => Promise<Connection<Node> | undefined>,
): Promise<{ pageInfo: Connection<Node>['pageInfo']; nodes: Node[] }> {
  const nodes = [...first.nodes];
  let { pageInfo } = first;
  for (let page = 0; pageInfo.hasNextPage; page += 1) {
    const more = page < PAGES_MAX ? await readMore(pageInfo.endCursor) : undefined;
    if (more === undefined)
      throw new TransientError('an order changed or vanished while its pages were read');
    nodes.push(...more.nodes);
    ({ pageInfo } = more);
  }
  return { pageInfo, nodes };
}

function findFullList({ refunds, fulfillments, returns }: VendorOrder): string | null {
  if (refunds.length >= LIST_LENGTH_MAX)
    return `refunds: ${LIST_LENGTH_MAX} or more, the rest cannot be read`;
  if (fulfillments.length >= LIST_LENGTH_MAX)
    return `fulfillments: ${LIST_LENGTH_MAX} or more, the rest cannot be read`;
  if (returns?.pageInfo.hasNextPage === true) return 'returns: more than can be read';
  return null;
}
