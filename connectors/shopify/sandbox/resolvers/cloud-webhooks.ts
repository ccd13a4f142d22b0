import type {
  EventBridgeWebhookSubscriptionInput,
  MutationEventBridgeWebhookSubscriptionCreateArgs,
  MutationEventBridgeWebhookSubscriptionUpdateArgs,
  MutationPubSubWebhookSubscriptionCreateArgs,
  MutationPubSubWebhookSubscriptionUpdateArgs,
  PubSubWebhookSubscriptionInput,
} from '#connectors/shopify/generated/admin.types.ts';
import { tailOf } from '../model/ids.ts';
import type { Context, FieldMap } from './context.ts';
import type { UserError } from './inventory-checks.ts';
import { arnMessage, errorsAt, isProject, isTopic } from './webhook-address.ts';
import { addSubscription, changeSubscription, missing } from './webhooks.ts';

/** The older mutations for destinations in a cloud. They are kept and listed, and nothing is delivered to them. */
export const cloudWebhookMutations: FieldMap = {
  pubSubWebhookSubscriptionCreate: (_: unknown, args: MutationPubSubWebhookSubscriptionCreateArgs, context) =>
    create(
      context,
      args.topic,
      pubSubUri(args.webhookSubscription),
      args.webhookSubscription,
      checkPubSub(args.webhookSubscription),
    ),
  pubSubWebhookSubscriptionUpdate: (_: unknown, args: MutationPubSubWebhookSubscriptionUpdateArgs, context) =>
    update(
      context,
      args.id,
      pubSubUri(args.webhookSubscription),
      args.webhookSubscription,
      checkPubSub(args.webhookSubscription),
    ),
  eventBridgeWebhookSubscriptionCreate: (
    _: unknown,
    args: MutationEventBridgeWebhookSubscriptionCreateArgs,
    context,
  ) =>
    create(
      context,
      args.topic,
      args.webhookSubscription.arn ?? '',
      args.webhookSubscription,
      checkArn(context, args.webhookSubscription),
    ),
  eventBridgeWebhookSubscriptionUpdate: (
    _: unknown,
    args: MutationEventBridgeWebhookSubscriptionUpdateArgs,
    context,
  ) =>
    update(
      context,
      args.id,
      args.webhookSubscription.arn ?? '',
      args.webhookSubscription,
      checkArn(context, args.webhookSubscription),
    ),
};

type CloudInput = PubSubWebhookSubscriptionInput | EventBridgeWebhookSubscriptionInput;

function create(
  context: Context,
  topic: string,
  uri: string,
  input: CloudInput,
  errors: readonly UserError[],
) {
  if (errors.length > 0) return { webhookSubscription: null, userErrors: errors };
  const wanted = { topic, uri, format: 'JSON' as const, filter: input.filter ?? null, name: null };
  return { webhookSubscription: addSubscription(context, wanted, input), userErrors: [] };
}

function update(context: Context, id: string, uri: string, input: CloudInput, errors: readonly UserError[]) {
  const record = context.subscriptions.get(id);
  if (record === undefined) return { webhookSubscription: null, userErrors: [missing(id)] };
  if (errors.length > 0) return { webhookSubscription: null, userErrors: errors };
  const filter = input.filter === undefined ? record.filter : input.filter;
  changeSubscription(
    context,
    record,
    { topic: record.topic, uri, format: 'JSON', filter, name: undefined },
    input,
  );
  return { webhookSubscription: record, userErrors: [] };
}

function pubSubUri(input: PubSubWebhookSubscriptionInput): string {
  return `pubsub://${input.pubSubProject}:${input.pubSubTopic}`;
}

function checkPubSub(input: PubSubWebhookSubscriptionInput): UserError[] {
  if (!isProject(input.pubSubProject)) {
    return errorsAt('pubSubProject', ['Google Cloud Pub/Sub project ID is not valid']);
  }
  return isTopic(input.pubSubTopic)
    ? []
    : errorsAt('pubSubTopic', ['Google Cloud Pub/Sub topic ID is not valid']);
}

function checkArn(context: Context, input: EventBridgeWebhookSubscriptionInput): UserError[] {
  const message = arnMessage(input.arn ?? '', tailOf(context.appId));
  return message === undefined ? [] : errorsAt('arn', ['Address is invalid', message]);
}
