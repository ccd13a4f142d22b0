import type {
  MutationWebhookSubscriptionCreateArgs,
  MutationWebhookSubscriptionDeleteArgs,
  MutationWebhookSubscriptionUpdateArgs,
  WebhookSubscriptionInput,
} from '#connectors/shopify/generated/admin.types.ts';
import { tailOf } from '../model/ids.ts';
import type { Subscription } from '../webhooks/subscriptions.ts';
import { type Context, type FieldMap, notFound } from './context.ts';
import type { UserError } from './inventory-checks.ts';
import { checkSubscription, uriOf, type WantedSubscription } from './webhook-checks.ts';

export const webhookMutations: FieldMap = {
  webhookSubscriptionCreate(_: unknown, args: MutationWebhookSubscriptionCreateArgs, context) {
    const input = args.webhookSubscription;
    const wanted = { topic: args.topic, uri: uriOf(input), ...settingsOf(input, undefined) };
    const errors = checkSubscription(context, wanted, undefined);
    if (errors.length > 0) return { webhookSubscription: null, userErrors: errors };
    return { webhookSubscription: addSubscription(context, wanted, input), userErrors: [] };
  },
  webhookSubscriptionUpdate(_: unknown, args: MutationWebhookSubscriptionUpdateArgs, context) {
    const record = context.subscriptions.get(args.id);
    if (record === undefined) return { webhookSubscription: null, userErrors: [missing(args.id)] };
    const input = args.webhookSubscription;
    const wanted = { topic: record.topic, uri: uriOf(input) ?? record.uri, ...settingsOf(input, record) };
    const errors = checkSubscription(context, wanted, record);
    if (errors.length > 0) return { webhookSubscription: null, userErrors: errors };
    changeSubscription(context, record, wanted, input);
    return { webhookSubscription: record, userErrors: [] };
  },
  webhookSubscriptionDelete(_: unknown, { id }: MutationWebhookSubscriptionDeleteArgs, context) {
    if (!context.subscriptions.delete(id)) {
      return { deletedWebhookSubscriptionId: null, userErrors: [missing(id)] };
    }
    return { deletedWebhookSubscriptionId: id, userErrors: [] };
  },
};

/** What an input leaves out stays as it was. */
function settingsOf(
  input: WebhookSubscriptionInput,
  self: Subscription | undefined,
): Pick<WantedSubscription, 'format' | 'filter' | 'name'> {
  return {
    format: input.format ?? self?.format ?? 'JSON',
    filter: input.filter === undefined ? (self?.filter ?? null) : input.filter,
    name: input.name,
  };
}

/** The parts of an input that all kinds of destination share. */
export type SharedInput = Pick<
  WebhookSubscriptionInput,
  'includeFields' | 'metafieldNamespaces' | 'metafields'
>;

export function addSubscription(
  context: Context,
  wanted: WantedSubscription,
  input: SharedInput,
): Subscription {
  const now = context.state.now();
  const record: Subscription = {
    kind: 'WebhookSubscription',
    id: context.state.ids.next('WebhookSubscription'),
    topic: wanted.topic,
    uri: wanted.uri ?? '',
    format: wanted.format,
    filter: wanted.filter,
    includeFields: input.includeFields ?? [],
    metafieldNamespaces: toNamespaces(context, input.metafieldNamespaces ?? []),
    metafields: toMetafields(context, input),
    name: wanted.name ?? null,
    createdAt: now,
    updatedAt: now,
    failures: 0,
  };
  context.subscriptions.set(record.id, record);
  return record;
}

export function changeSubscription(
  context: Context,
  record: Subscription,
  wanted: WantedSubscription,
  input: SharedInput,
): void {
  record.uri = wanted.uri ?? record.uri;
  record.format = wanted.format;
  record.filter = wanted.filter;
  if (input.includeFields) record.includeFields = input.includeFields;
  if (input.metafieldNamespaces)
    record.metafieldNamespaces = toNamespaces(context, input.metafieldNamespaces);
  if (input.metafields) record.metafields = toMetafields(context, input);
  if (wanted.name !== undefined) record.name = wanted.name;
  record.updatedAt = context.state.now();
  record.failures = 0;
}

export function missing(id: string): UserError {
  if (!id.includes('/WebhookSubscription/')) throw notFound(id);
  return { field: ['id'], message: 'Webhook subscription does not exist' };
}

function toMetafields(context: Context, { metafields }: SharedInput): Subscription['metafields'] {
  return (metafields ?? []).map(({ namespace, key }) => ({
    namespace: toNamespaces(context, [namespace ?? ''])[0] ?? '',
    key,
  }));
}

/** `$app:x` is written out with the number of the app. */
function toNamespaces({ appId }: Context, namespaces: readonly string[]): readonly string[] {
  return namespaces.map((name) =>
    name.startsWith('$app') ? `app--${tailOf(appId)}${name.slice('$app'.length).replace(/^:/, '--')}` : name,
  );
}
