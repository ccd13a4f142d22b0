import type {
  QueryRootWebhookSubscriptionArgs,
  QueryRootWebhookSubscriptionsArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import { tailOf } from '../model/ids.ts';
import { compileSearch, type Filters } from '../search/filter-list.ts';
import type { Subscription } from '../webhooks/subscriptions.ts';
import { pageOf, type PageArgs } from './connection.ts';
import { type Context, type FieldMap, type ResolverMap, toTime } from './context.ts';

const filters: Filters<Subscription> = {
  id: { kind: 'id', of: (row) => tailOf(row.id) },
  topic: { kind: 'text', of: (row) => row.topic },
  format: { kind: 'text', of: (row) => row.format },
  endpoint: { kind: 'text', of: (row) => row.uri },
  created_at: { kind: 'time', of: (row) => row.createdAt },
  updated_at: { kind: 'time', of: (row) => row.updatedAt },
};

const subscription: FieldMap = {
  legacyResourceId: (record: Subscription) => tailOf(record.id),
  createdAt: (record: Subscription) => toTime(record.createdAt),
  updatedAt: (record: Subscription) => toTime(record.updatedAt),
  // A destination in a cloud has no callback; this is what Shopify shows instead.
  callbackUrl: (record: Subscription) =>
    /^https?:/.test(record.uri) ? record.uri : 'https://eventbridge.arn',
  privateMetafieldNamespaces: () => [],
  apiVersion: (_: Subscription, __: unknown, { apiVersion }) => ({
    handle: apiVersion,
    displayName: apiVersion,
    supported: true,
  }),
  endpoint(record: Subscription) {
    if (record.uri.startsWith('pubsub://')) {
      const [pubSubProject, pubSubTopic] = record.uri.slice('pubsub://'.length).split(/:(.*)/s);
      return { kind: 'WebhookPubSubEndpoint', pubSubProject, pubSubTopic };
    }
    if (record.uri.startsWith('arn:')) return { kind: 'WebhookEventBridgeEndpoint', arn: record.uri };
    return { kind: 'WebhookHttpEndpoint', callbackUrl: record.uri };
  },
};

export const webhookResolvers: ResolverMap = { WebhookSubscription: subscription };

function listed(args: QueryRootWebhookSubscriptionsArgs, context: Context): readonly Subscription[] {
  const topics = args.topics ?? [];
  return [...context.subscriptions.values()].filter(
    (row) =>
      (topics.length === 0 || topics.some((topic) => topic === row.topic)) &&
      (!args.uri || row.uri === args.uri) &&
      (!args.format || row.format === args.format),
  );
}

export const webhookQueries: FieldMap = {
  webhookSubscription: (_: unknown, args: QueryRootWebhookSubscriptionArgs, { subscriptions }) =>
    subscriptions.get(args.id) ?? null,
  webhookSubscriptions(_: unknown, args: QueryRootWebhookSubscriptionsArgs & PageArgs, context, info) {
    const { accepts } = compileSearch(args.query, filters, context, info);
    const rows = listed(args, context).filter(accepts);
    return pageOf(rows, args, context, { idOf: (row) => row.id });
  },
  webhookSubscriptionsCount: (_: unknown, __: unknown, { subscriptions }) => ({
    count: subscriptions.size,
    precision: 'EXACT',
  }),
};
