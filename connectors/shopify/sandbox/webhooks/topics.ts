import type { Fulfillment, FulfillmentOrder } from '../model/shipping-records.ts';
import type { Level, Order, Product, ShopLocation } from '../model/records.ts';
import type { Customer } from '../model/people-records.ts';
import type { Transaction } from '../model/payment-records.ts';
import type { Refund } from '../model/refund-records.ts';
import type { EditSummary } from '../model/edit-order.ts';
import type { ShopEvent, ShopState } from '../model/state.ts';
import { numericId } from './raw-number.ts';
import { consentPayload, customerPayload } from './payload-customer.ts';
import { fulfillmentPayload } from './payload-fulfillment.ts';
import { orderPayload } from './payload-order.ts';
import { productPayload } from './payload-product.ts';
import { refundPayload, transactionPayload } from './payload-refund.ts';
import { disposePayload, endedReturnPayload, returnPayload } from './payload-return.ts';
import { restTime } from './rest-values.ts';

type Builder = (state: ShopState, subject: never) => unknown;

const level = (state: ShopState, subject: Level): unknown => ({
  inventory_item_id: numericId(subject.item.id),
  location_id: numericId(subject.location.id),
  available: subject.states.available,
  updated_at: restTime(state, subject.updatedAt),
  admin_graphql_api_id: subject.id,
});

const location = (state: ShopState, subject: ShopLocation): unknown => ({
  id: numericId(subject.id),
  name: subject.name,
  active: subject.isActive,
  created_at: restTime(state, subject.createdAt),
  updated_at: restTime(state, subject.updatedAt),
  admin_graphql_api_id: subject.id,
});

/** Fulfillment orders are told without their order's id. */
const fulfillmentOrder = (_: ShopState, subject: FulfillmentOrder): unknown => ({
  fulfillment_order: { id: subject.id, status: subject.status.toLowerCase() },
});

const edited = (_: ShopState, { order, additions, removals }: EditSummary): unknown => ({
  order_edit: {
    id: numericId(order.id),
    app_id: null,
    created_at: null,
    notify_customer: false,
    order_id: numericId(order.id),
    staff_note: null,
    user_id: null,
    committed_at: null,
    line_items: {
      additions: additions.map(({ lineId, delta }) => ({ id: numericId(lineId), delta })),
      removals: removals.map(({ lineId, delta }) => ({ id: numericId(lineId), delta })),
    },
    discounts: { line_item: { additions: [], removals: [] } },
    shipping_lines: { additions: [], removals: [] },
  },
});

const idOnly = (_: ShopState, subject: { readonly id: string }): unknown => ({ id: numericId(subject.id) });
const shop = ({ settings }: ShopState): unknown => ({
  id: 1,
  name: settings.name,
  domain: settings.domain,
  myshopify_domain: settings.domain,
  currency: settings.currency,
  iana_timezone: settings.timeZone,
});

/** How each topic shows its subject. A topic that is not here can be subscribed to and is never told. */
const builders: Readonly<Record<string, Builder>> = {
  ...Object.fromEntries(
    ['create', 'updated', 'paid', 'cancelled', 'fulfilled', 'partially_fulfilled'].map((name) => [
      `orders/${name}`,
      (state: ShopState, subject: Order) => orderPayload(state, subject),
    ]),
  ),
  'orders/edited': edited,
  'orders/delete': idOnly,
  'refunds/create': (state, subject: Refund) => refundPayload(state, subject),
  ...Object.fromEntries(
    ['request', 'approve', 'decline', 'update', 'process'].map((name) => [`returns/${name}`, returnPayload]),
  ),
  ...Object.fromEntries(['close', 'cancel', 'reopen'].map((name) => [`returns/${name}`, endedReturnPayload])),
  'reverse_fulfillment_orders/dispose': disposePayload,
  'reverse_deliveries/attach_deliverable': idOnly,
  'order_transactions/create': (state, subject: Transaction) => transactionPayload(state, subject),
  'fulfillments/create': (state, subject: Fulfillment) => fulfillmentPayload(state, subject),
  'fulfillments/update': (state, subject: Fulfillment) => fulfillmentPayload(state, subject),
  'fulfillment_orders/order_routing_complete': fulfillmentOrder,
  'fulfillment_orders/moved': fulfillmentOrder,
  'fulfillment_orders/placed_on_hold': fulfillmentOrder,
  'fulfillment_orders/hold_released': fulfillmentOrder,
  'fulfillment_orders/split': fulfillmentOrder,
  'fulfillment_orders/cancelled': fulfillmentOrder,
  'inventory_levels/update': level,
  'inventory_levels/connect': level,
  'inventory_levels/disconnect': (_, subject: Level) => ({
    inventory_item_id: numericId(subject.item.id),
    location_id: numericId(subject.location.id),
  }),
  'products/create': (state, subject: Product) => productPayload(state, subject),
  'products/update': (state, subject: Product) => productPayload(state, subject),
  'products/delete': idOnly,
  'locations/create': location,
  'locations/update': location,
  'locations/activate': location,
  'locations/deactivate': location,
  'customers/create': customerPayload,
  'customers/update': customerPayload,
  'customers_email_marketing_consent/update': (state, subject: Customer) =>
    consentPayload(state, subject, 'email'),
  'customers_marketing_consent/update': (state, subject: Customer) => consentPayload(state, subject, 'sms'),
  'app/uninstalled': shop,
};

/** The body of a delivery, or undefined when nobody is told of this topic or there is nothing to show. */
export function payloadOf(state: ShopState, event: ShopEvent): unknown {
  const build = builders[event.topic];
  return build === undefined || event.subject === undefined
    ? undefined
    : build(state, event.subject as never);
}

/** `ORDERS_CREATE` -> `orders/create`; the names of some topics have more than one underscore before the slash. */
export function topicOfEnum(name: string): string | undefined {
  return byEnum.get(name);
}

const byEnum = new Map(
  Object.keys(builders).map((topic) => [topic.toUpperCase().replaceAll('/', '_'), topic]),
);
