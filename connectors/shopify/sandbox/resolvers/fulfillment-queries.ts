import type {
  MutationFulfillmentEventCreateArgs,
  QueryRootFulfillmentOrdersArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import { GraphQLError } from 'graphql';
import { tailOf } from '../model/ids.ts';
import type { FulfillmentEvent, FulfillmentOrder } from '../model/shipping-records.ts';
import { announce } from '../model/state.ts';
import { compileSearch, type Filters } from '../search/filter-list.ts';
import { pageById, type PageArgs } from './connection.ts';
import type { FieldMap } from './context.ts';

const filters: Filters<FulfillmentOrder> = {
  assigned_location_id: { kind: 'id', of: (row) => tailOf(row.locationId) },
  id: { kind: 'id', of: (row) => tailOf(row.id) },
  status: { kind: 'text', of: (row) => row.status },
  updated_at: { kind: 'time', of: (row) => row.updatedAt },
};

export const fulfillmentQueries: FieldMap = {
  fulfillmentOrders(_: unknown, args: QueryRootFulfillmentOrdersArgs & PageArgs, context, info) {
    const { accepts } = compileSearch(args.query, filters, context, info);
    const rows = [...context.state.fulfillmentOrders.values()].filter(
      (row) =>
        (args.includeClosed === true || (row.status !== 'CLOSED' && row.status !== 'CANCELLED')) &&
        accepts(row),
    );
    return pageById(rows, args, context);
  },
  manualHoldsFulfillmentOrders: (_: unknown, args: PageArgs, context) =>
    pageById(
      [...context.state.fulfillmentOrders.values()].filter((row) => row.status === 'ON_HOLD'),
      args,
      context,
    ),
  assignedFulfillmentOrders: () => {
    // Only an app that is a fulfillment service has any; Shopify's refusal carries no code.
    throw new GraphQLError('["The api_client is not associated with any fulfillment service."]', {
      extensions: { bare: true },
    });
  },
};

export const fulfillmentEventMutations: FieldMap = {
  fulfillmentEventCreate(
    _: unknown,
    { fulfillmentEvent: input }: MutationFulfillmentEventCreateArgs,
    { state },
  ) {
    const fulfillment = state.fulfillments.get(input.fulfillmentId);
    if (fulfillment === undefined) {
      const field = ['fulfillmentEvent', 'fulfillmentId'];
      return { fulfillmentEvent: null, userErrors: [{ field, message: 'Fulfillment does not exist.' }] };
    }
    const now = state.now();
    const happenedAt = input.happenedAt ? Date.parse(input.happenedAt) : now;
    const event: FulfillmentEvent = {
      kind: 'FulfillmentEvent',
      id: state.ids.next('FulfillmentEvent'),
      status: input.status,
      message: input.message ?? null,
      happenedAt,
      createdAt: now,
      address: {
        address1: input.address1 ?? null,
        city: input.city ?? null,
        country: input.country ?? null,
        latitude: input.latitude ?? null,
        longitude: input.longitude ?? null,
        province: input.province ?? null,
        zip: input.zip ?? null,
      },
      estimatedDeliveryAt: input.estimatedDeliveryAt ? Date.parse(input.estimatedDeliveryAt) : null,
    };
    fulfillment.events.push(event);
    fulfillment.displayStatus = fulfillment.status === 'CANCELLED' ? 'CANCELED' : input.status;
    if (event.estimatedDeliveryAt !== null) fulfillment.estimatedDeliveryAt = event.estimatedDeliveryAt;
    if (input.status === 'IN_TRANSIT') fulfillment.inTransitAt ??= happenedAt;
    if (input.status === 'DELIVERED') fulfillment.deliveredAt ??= happenedAt;
    fulfillment.updatedAt = now;
    announce(state, 'fulfillments/update', fulfillment);
    return { fulfillmentEvent: event, userErrors: [] };
  },
};
