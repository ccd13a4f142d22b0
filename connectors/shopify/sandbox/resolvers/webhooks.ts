import type {
  MutationWebhookSubscriptionCreateArgs,
  MutationWebhookSubscriptionDeleteArgs,
  MutationWebhookSubscriptionUpdateArgs,
  QueryRootWebhookSubscriptionArgs,
  QueryRootWebhookSubscriptionsArgs,
  WebhookSubscriptionInput,
} from '#connectors/shopify/generated/admin.types.ts';
import { tailOf } from '../model/ids.ts';
import { compileSearch, type Filters } from '../search/filter-list.ts';
import type { Subscription } from '../webhooks/subscriptions.ts';
import { pageById, type PageArgs } from './connection.ts';
import { type Context, type FieldMap, notFound, type ResolverMap, toTime } from './context.ts';
import type { UserError } from './inventory-checks.ts';
import { checkAddress, checkName } from './webhook-address.ts';

const filters: Filters<Subscription> = {
  id: { kind: 'id', of: (row) => tailOf(row.id) },
  topic: { kind: 'text', of: (row) => row.topic },
  format: { kind: 'text', of: (row) => row.format },
  uri: { kind: 'text', of: (row) => row.uri },
  callback_url: { kind: 'text', of: (row) => row.uri },
  created_at: { kind: 'time', of: (row) => row.createdAt },
  updated_at: { kind: 'time', of: (row) => row.updatedAt },
};

const subscription: FieldMap = {
  legacyResourceId: (record: Subscription) => tailOf(record.id),
  createdAt: (record: Subscription) => toTime(record.createdAt),
  updatedAt: (record: Subscription) => toTime(record.updatedAt),
  callbackUrl: (record: Subscription) => record.uri,
  filter: (record: Subscription) => record.filter ?? '',
  privateMetafieldNamespaces: () => [],
  apiVersion: (_: Subscription, __: unknown, { apiVersion }) => ({
    handle: apiVersion,
    displayName: apiVersion,
    supported: true,
  }),
  endpoint(record: Subscription) {
    if (record.uri.startsWith('pubsub://')) {
      const [pubSubProject, ...topic] = record.uri.slice('pubsub://'.length).split(':');
      return { kind: 'WebhookPubSubEndpoint', pubSubProject, pubSubTopic: topic.join(':') };
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
    return pageById(listed(args, context).filter(accepts), args, context);
  },
  webhookSubscriptionsCount: (_: unknown, __: unknown, { subscriptions }) => ({
    count: subscriptions.size,
    precision: 'EXACT',
  }),
};

export const webhookMutations: FieldMap = {
  webhookSubscriptionCreate(_: unknown, args: MutationWebhookSubscriptionCreateArgs, context) {
    const input = args.webhookSubscription;
    const uri = uriOf(input);
    const errors = checkInput(context, input, uri, args.topic, undefined);
    if (errors.length > 0) return { webhookSubscription: null, userErrors: errors };
    const now = context.state.now();
    const record: Subscription = {
      kind: 'WebhookSubscription',
      id: context.state.ids.next('WebhookSubscription'),
      topic: args.topic,
      uri: uri ?? '',
      format: input.format ?? 'JSON',
      filter: input.filter ?? null,
      includeFields: input.includeFields ?? [],
      metafieldNamespaces: input.metafieldNamespaces ?? [],
      metafields: toMetafields(input),
      name: input.name ?? null,
      createdAt: now,
      updatedAt: now,
      failures: 0,
    };
    context.subscriptions.set(record.id, record);
    return { webhookSubscription: record, userErrors: [] };
  },
  webhookSubscriptionUpdate(_: unknown, args: MutationWebhookSubscriptionUpdateArgs, context) {
    const record = context.subscriptions.get(args.id);
    if (record === undefined) return { webhookSubscription: null, userErrors: [missing(args.id)] };
    const input = args.webhookSubscription;
    const uri = uriOf(input) ?? record.uri;
    const errors = checkInput(context, input, uri, record.topic, record);
    if (errors.length > 0) return { webhookSubscription: null, userErrors: errors };
    record.uri = uri;
    record.format = input.format ?? record.format;
    if (input.filter !== undefined) record.filter = input.filter;
    if (input.includeFields) record.includeFields = input.includeFields;
    if (input.metafieldNamespaces) record.metafieldNamespaces = input.metafieldNamespaces;
    if (input.metafields) record.metafields = toMetafields(input);
    if (input.name !== undefined) record.name = input.name;
    record.updatedAt = context.state.now();
    record.failures = 0;
    return { webhookSubscription: record, userErrors: [] };
  },
  webhookSubscriptionDelete(_: unknown, { id }: MutationWebhookSubscriptionDeleteArgs, context) {
    if (!context.subscriptions.delete(id))
      return { deletedWebhookSubscriptionId: null, userErrors: [missing(id)] };
    return { deletedWebhookSubscriptionId: id, userErrors: [] };
  },
};

function missing(id: string): UserError {
  if (!id.includes('/WebhookSubscription/')) throw notFound(id);
  return { field: ['id'], message: 'Webhook subscription does not exist' };
}

function uriOf(input: WebhookSubscriptionInput): string | undefined {
  return input.uri ?? input.callbackUrl ?? undefined;
}

function toMetafields(input: WebhookSubscriptionInput): Subscription['metafields'] {
  return (input.metafields ?? []).map(({ namespace, key }) => ({ namespace: namespace ?? '', key }));
}

function checkInput(
  context: Context,
  input: WebhookSubscriptionInput,
  uri: string | undefined,
  topic: string,
  self: Subscription | undefined,
): UserError[] {
  const errors = [
    ...checkAddress(uri, context.allowLoopbackWebhooks),
    ...checkName(context, input.name, self),
  ];
  const filter = input.filter ?? '';
  const isTaken = [...context.subscriptions.values()].some(
    (other) =>
      other !== self && other.topic === topic && other.uri === uri && (other.filter ?? '') === filter,
  );
  if (isTaken) {
    errors.push({
      field: ['webhookSubscription', 'callbackUrl'],
      message: 'Address for this topic has already been taken',
    });
  }
  return errors;
}
