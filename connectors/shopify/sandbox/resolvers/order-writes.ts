import { forgetOrdersByCustomer } from '../model/orders-by-customer.ts';
import type {
  MutationOrderCancelArgs,
  MutationOrderCloseArgs,
  MutationOrderCreateManualPaymentArgs,
  MutationOrderCustomerRemoveArgs,
  MutationOrderCustomerSetArgs,
  MutationOrderDeleteArgs,
  MutationOrderMarkAsPaidArgs,
  MutationOrderOpenArgs,
  MutationOrderUpdateArgs,
  MutationTagsAddArgs,
  MutationTagsRemoveArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import { cancelOrder, reasonAgainstCancel } from '../model/cancel-order.ts';
import { toMinor } from '../model/money-math.ts';
import { amountsOf } from '../model/order-amounts.ts';
import { payOrder, recordPayment } from '../model/payments.ts';
import { toAddress } from '../model/people.ts';
import { announce, touchOrder } from '../model/state.ts';
import type { Order } from '../model/records.ts';
import { type FieldMap, notFound } from './context.ts';
import { findNode } from './nodes.ts';

const NOTE_LENGTH_MAX = 255;
const missing = { field: ['id'], message: 'Order does not exist' };

export const orderMutations: FieldMap = {
  orderUpdate(_: unknown, { input }: MutationOrderUpdateArgs, { state }) {
    const order = state.orders.get(input.id);
    if (order === undefined) return { order: null, userErrors: [missing] };
    if (input.email !== undefined) order.email = input.email;
    if (input.phone !== undefined) order.phone = input.phone;
    if (input.note !== undefined) order.note = input.note;
    if (input.poNumber !== undefined) order.poNumber = input.poNumber;
    if (input.tags) order.tags = [...input.tags].toSorted();
    if (input.customAttributes) {
      order.attributes = input.customAttributes.map(({ key, value }) => ({ key, value }));
    }
    const localized = [...(input.localizedFields ?? []), ...(input.localizationExtensions ?? [])];
    if (localized.length > 0) {
      order.localized = new Map([
        ...order.localized,
        ...localized.map(({ key, value }) => [key, value] as const),
      ]);
    }
    if (input.shippingAddress) order.shippingAddress = toAddress(state, input.shippingAddress);
    touchOrder(state, order);
    return { order, userErrors: [] };
  },
  orderClose(_: unknown, { input }: MutationOrderCloseArgs, { state }) {
    const order = state.orders.get(input.id);
    if (order === undefined) return { order: null, userErrors: [missing] };
    order.closedAt ??= state.now();
    touchOrder(state, order);
    return { order, userErrors: [] };
  },
  orderOpen(_: unknown, { input }: MutationOrderOpenArgs, { state }) {
    const order = state.orders.get(input.id);
    if (order === undefined) return { order: null, userErrors: [missing] };
    order.closedAt = null;
    touchOrder(state, order);
    return { order, userErrors: [] };
  },
  orderMarkAsPaid(_: unknown, { input }: MutationOrderMarkAsPaidArgs, { state }) {
    const order = state.orders.get(input.id);
    if (order === undefined) return { order: null, userErrors: [missing] };
    if (amountsOf(order).due.shop <= 0 || order.cancelledAt !== null) {
      return { order, userErrors: [{ field: ['id'], message: 'Order cannot be marked as paid.' }] };
    }
    payOrder(state, order);
    return { order, userErrors: [] };
  },
  orderCreateManualPayment(_: unknown, args: MutationOrderCreateManualPaymentArgs, { state }) {
    const order = state.orders.get(args.id);
    if (order === undefined) return { order: null, userErrors: [missing] };
    const shop = args.amount ? toMinor(args.amount.amount, order.currency) : amountsOf(order).due.shop;
    const amount = {
      shop,
      presentment: args.amount
        ? toMinor(args.amount.amount, order.presentmentCurrency)
        : amountsOf(order).due.presentment,
    };
    recordPayment(state, order, {
      type: 'SALE',
      amount,
      gateway: args.paymentMethodName ?? 'manual',
      at: state.now(),
    });
    touchOrder(state, order);
    return { order, userErrors: [] };
  },
  orderCancel(_: unknown, args: MutationOrderCancelArgs, { state }) {
    const order = state.orders.get(args.orderId);
    const refuse = (field: string[], message: string, code = 'INVALID') => ({
      job: null,
      jobResult: null,
      orderCancelUserErrors: [{ field, message, code }],
      userErrors: [{ field, message }],
    });
    if (order === undefined) return refuse(['orderId'], 'Order does not exist', 'NOT_FOUND');
    const { refund, refundMethod } = args;
    if (refund !== null && refund !== undefined && refundMethod) {
      return refuse(['refund'], 'Only one of the arguments `refund` or `refund_method` is allowed.');
    }
    if ((args.staffNote ?? '').length > NOTE_LENGTH_MAX) {
      return refuse(
        ['staffNote'],
        `Staff note is too long. Maximum length is ${NOTE_LENGTH_MAX} characters.`,
      );
    }
    const reason = reasonAgainstCancel(order);
    if (reason !== undefined) return refuse(['orderId'], reason);
    cancelOrder(state, order, {
      reason: args.reason,
      restock: args.restock,
      refund: refund ?? refundMethod?.originalPaymentMethodsRefund ?? false,
      staffNote: args.staffNote ?? null,
    });
    const jobId = state.ids.next('Job');
    return {
      job: { kind: 'Job', id: jobId, done: false },
      jobResult: {
        kind: 'OrderCancelJobResult',
        id: jobId,
        done: true,
        status: 'SUCCEEDED',
        errors: [],
        order,
      },
      orderCancelUserErrors: [],
      userErrors: [],
    };
  },
  orderDelete(_: unknown, { orderId }: MutationOrderDeleteArgs, { state }) {
    const order = state.orders.get(orderId);
    if (order === undefined) {
      return {
        deletedId: null,
        userErrors: [{ field: ['orderId'], message: 'Order does not exist', code: 'NOT_FOUND' }],
      };
    }
    state.orders.delete(orderId);
    state.orderIndex.remove(order);
    for (const entry of order.fulfillmentOrders) state.fulfillmentOrders.delete(entry.id);
    for (const entry of order.fulfillments) state.fulfillments.delete(entry.id);
    for (const entry of order.refunds) state.refunds.delete(entry.id);
    forgetOrdersByCustomer(state);
    announce(state, 'orders/delete', order);
    return { deletedId: orderId, userErrors: [] };
  },
  orderCustomerSet(_: unknown, args: MutationOrderCustomerSetArgs, { state }) {
    const order = state.orders.get(args.orderId);
    const customer = state.customers.get(args.customerId);
    const refuse = (field: string, message: string) => ({
      order: null,
      userErrors: [{ field: [field], message, code: 'NOT_FOUND' }],
    });
    if (order === undefined) return refuse('orderId', 'Order does not exist');
    if (customer === undefined) return refuse('customerId', 'Customer does not exist');
    order.customer = customer;
    forgetOrdersByCustomer(state);
    touchOrder(state, order);
    return { order, userErrors: [] };
  },
  orderCustomerRemove(_: unknown, args: MutationOrderCustomerRemoveArgs, { state }) {
    const order = state.orders.get(args.orderId);
    if (order === undefined) {
      return {
        order: null,
        userErrors: [{ field: ['orderId'], message: 'Order does not exist', code: 'NOT_FOUND' }],
      };
    }
    order.customer = null;
    forgetOrdersByCustomer(state);
    touchOrder(state, order);
    return { order, userErrors: [] };
  },
  tagsAdd: (_: unknown, args: MutationTagsAddArgs, context) =>
    changeTags(
      findNode(args.id, context),
      args.id,
      (tags) => [...new Set([...tags, ...args.tags])],
      (order) => {
        touchOrder(context.state, order);
      },
    ),
  tagsRemove: (_: unknown, args: MutationTagsRemoveArgs, context) =>
    changeTags(
      findNode(args.id, context),
      args.id,
      (tags) => tags.filter((tag) => !args.tags.includes(tag)),
      (order) => {
        touchOrder(context.state, order);
      },
    ),
};

function changeTags(
  node: unknown,
  id: string,
  change: (tags: readonly string[]) => string[],
  touch: (order: Order) => void,
) {
  if (typeof node !== 'object' || node === null || !('tags' in node) || !Array.isArray(node.tags))
    throw notFound(id);
  const tagged = node as { tags: string[] };
  tagged.tags = change(tagged.tags).toSorted();
  if ('kind' in node && node.kind === 'Order') touch(node as Order);
  return { node, userErrors: [] };
}
