import { refundedOf } from '../model/returns.ts';
import type {
  ExchangeLine,
  Return,
  ReturnDisposition,
  ReturnLine,
  ReverseLine,
  ReverseOrder,
} from '../model/return-records.ts';
import { pageById, type PageArgs } from './connection.ts';
import { type Context, type FieldMap, type ResolverMap, toTime } from './context.ts';
import { lineOf, orderOf } from './order-owner.ts';

const returned: FieldMap = {
  createdAt: (record: Return) => toTime(record.createdAt),
  closedAt: (record: Return) => toTime(record.closedAt),
  requestApprovedAt: (record: Return) => toTime(record.approvedAt),
  decline: (record: Return) => (record.status === 'DECLINED' ? { reason: 'OTHER', note: null } : null),
  order: (record: Return, _, context) => orderOf(context, record.orderId),
  totalQuantity: (record: Return) => record.lines.reduce((sum, line) => sum + line.quantity, 0),
  returnLineItems: (record: Return, args: PageArgs, context) => pageById(record.lines, args, context),
  exchangeLineItems: (record: Return, args: PageArgs, context) => pageById(record.exchanges, args, context),
  reverseFulfillmentOrders: (record: Return, args: PageArgs, context) =>
    pageById(record.reverseOrders, args, context),
  refunds: (record: Return, args: PageArgs, context) =>
    pageById(
      orderOf(context, record.orderId).refunds.filter(({ returnId }) => returnId === record.id),
      args,
      context,
    ),
};

const returnLine: FieldMap = {
  processedQuantity: (record: ReturnLine) => record.processed,
  unprocessedQuantity: (record: ReturnLine) => record.quantity - record.processed,
  processableQuantity: (record: ReturnLine) => record.quantity - record.processed,
  refundedQuantity: (record: ReturnLine, _, context) => refundedOf(orderOfReturn(record, context), record),
  refundableQuantity: (record: ReturnLine, _, context) =>
    record.processed - refundedOf(orderOfReturn(record, context), record),
  returnReason: () => 'OTHER',
  returnReasonNote: () => '',
  returnReasonDefinition: (record: ReturnLine) =>
    record.reason === null
      ? null
      : {
          id: 'gid://shopify/ReturnReasonDefinition/1',
          handle: record.reason,
          name: record.reason,
          deleted: false,
        },
  fulfillmentLineItem: shippedLine,
};

const exchangeLine: FieldMap = {
  quantity: (record: ExchangeLine) => record.input.quantity,
  processedQuantity: (record: ExchangeLine) => record.processed,
  unprocessedQuantity: (record: ExchangeLine) => record.input.quantity - record.processed,
  processableQuantity: (record: ExchangeLine) => record.input.quantity - record.processed,
  variantSku: (record: ExchangeLine) => record.input.sku,
  lineItems: (record: ExchangeLine, _, context) =>
    record.lineIds.map((id) => lineOf(context, ownerOf(record, context).orderId, id)),
};

const reverseOrder: FieldMap = {
  order: (record: ReverseOrder, _, context) => orderOfReturn(record, context),
  lineItems: (record: ReverseOrder, args: PageArgs, context) => pageById(record.lines, args, context),
  reverseDeliveries: (record: ReverseOrder, args: PageArgs, context) =>
    pageById(record.deliveries, args, context),
};

const reverseLine: FieldMap = {
  totalQuantity: (record: ReverseLine) => record.returnLine.quantity,
  fulfillmentLineItem: ({ returnLine: line }: ReverseLine, _, context) => shippedLine(line, _, context),
};

const disposition: FieldMap = {
  createdAt: (record: ReturnDisposition) => toTime(record.createdAt),
  location: (record: ReturnDisposition, _, { state }) => state.locations.get(record.locationId ?? '') ?? null,
};

interface OfReturn {
  readonly returnId: string;
}

function ownerOf({ returnId }: OfReturn, { state }: Context): Return {
  const found = state.returns.get(returnId);
  if (found === undefined) throw new TypeError(`the shop lost return ${returnId}`);
  return found;
}

function orderOfReturn(record: OfReturn, context: Context) {
  return orderOf(context, ownerOf(record, context).orderId);
}

function shippedLine(record: ReturnLine, _: unknown, context: Context) {
  const order = orderOfReturn(record, context);
  const found = order.fulfillments
    .flatMap(({ lines }) => lines)
    .find(({ id }) => id === record.fulfillmentLineId);
  return found === undefined ? null : { ...found, orderId: order.id };
}

/** What comes back, as the API shows it. */
export const returnResolvers: ResolverMap = {
  Return: returned,
  ReturnLineItem: returnLine,
  ExchangeLineItem: exchangeLine,
  ReverseFulfillmentOrder: reverseOrder,
  ReverseFulfillmentOrderLineItem: reverseLine,
  ReverseFulfillmentOrderDisposition: disposition,
};
