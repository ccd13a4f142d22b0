import { z } from 'zod';
import { RejectedError } from '#sdk/errors.ts';
import { pageInfoShape, userErrorsShape } from './answer-shape.ts';
import type { ShopifyClient } from './client.ts';
import { nextCursor } from './next-cursor.ts';
import {
  CREATE_WEBHOOK,
  DELETE_WEBHOOK,
  UPDATE_WEBHOOK,
  WEBHOOK_SUBSCRIPTIONS,
} from './operations/webhooks.ts';
import type { WebhookSubscriptionTopic } from './generated/admin.types.ts';
import { refuseUserErrors } from './user-errors.ts';

const PAGE_SIZE = 250;
/** Shopify's list of topics is shorter; more pages than this are somebody else's mistake. */
const PAGES_MAX = 20;

const subscriptionShape = z.object({
  id: z.string(),
  topic: z.string(),
  uri: z.string(),
  format: z.string(),
  filter: z.string().nullable(),
  includeFields: z.array(z.string()),
});
const pageShape = z.object({
  webhookSubscriptions: z.object({ pageInfo: pageInfoShape, nodes: z.array(subscriptionShape) }),
});
const createdShape = z.object({ webhookSubscriptionCreate: z.object({ userErrors: userErrorsShape }) });
const updatedShape = z.object({ webhookSubscriptionUpdate: z.object({ userErrors: userErrorsShape }) });
const deletedShape = z.object({ webhookSubscriptionDelete: z.object({ userErrors: userErrorsShape }) });

type Subscription = z.output<typeof subscriptionShape>;

export interface SubscriptionChanges {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Makes one JSON subscription per topic point at `url`. Ours are those whose address ends in the same path (the host
 * may change, the path names the connection); subscriptions with other paths belong to somebody else and stay.
 */
export async function registerWebhooks(
  client: ShopifyClient,
  topics: readonly string[],
  url: string,
): Promise<SubscriptionChanges> {
  const ours = (await listSubscriptions(client)).filter((subscription) => isOurs(subscription, url));
  const created: string[] = [];
  const updated: string[] = [];
  const removed: string[] = [];
  for (const topic of topics) {
    const known = ours.filter((subscription) => subscription.topic === toEnum(topic));
    const best = known.find((subscription) => isRight(subscription, url)) ?? known[0];
    if (best === undefined) {
      await createSubscription(client, topic, url);
      created.push(topic);
      continue;
    }
    // The others first: Shopify refuses two subscriptions of one topic with one address.
    for (const other of known.filter((subscription) => subscription !== best)) {
      await deleteSubscription(client, other);
      removed.push(topic);
    }
    if (!isRight(best, url)) {
      await updateSubscription(client, best, url);
      updated.push(topic);
    }
  }
  for (const orphan of ours.filter(({ topic }) => !topics.some((wanted) => toEnum(wanted) === topic))) {
    await deleteSubscription(client, orphan);
    removed.push(orphan.topic);
  }
  return { created, updated, removed };
}

/** Shopify deletes a subscription after eight failed deliveries in a row, so this is asked again and again. */
export async function missingWebhooks(
  client: ShopifyClient,
  topics: readonly string[],
  url: string,
): Promise<readonly string[]> {
  const present = await listSubscriptions(client);
  return topics.filter(
    (topic) => !present.some((entry) => entry.topic === toEnum(topic) && isRight(entry, url)),
  );
}

async function listSubscriptions(client: ShopifyClient): Promise<readonly Subscription[]> {
  const found: Subscription[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer: { readonly data: z.output<typeof pageShape> } = await client.read({
      operation: WEBHOOK_SUBSCRIPTIONS,
      label: 'webhooks.list',
      shape: pageShape,
      variables: { first: PAGE_SIZE, after },
    });
    const { pageInfo, nodes } = answer.data.webhookSubscriptions;
    found.push(...nodes);
    after = nextCursor(pageInfo, after, 'webhooks.list');
    if (after === null) return found;
  }
  throw new RejectedError('the shop has more webhook subscriptions than can be read', {
    code: 'too-many-webhooks',
  });
}

async function createSubscription(client: ShopifyClient, topic: string, url: string): Promise<void> {
  const { data } = await client.write({
    operation: CREATE_WEBHOOK,
    label: 'webhooks.create',
    shape: createdShape,
    variables: { topic: toEnum(topic), subscription: wantedInput(url) },
  });
  const errors = data.webhookSubscriptionCreate.userErrors;
  // Somebody was faster, or an earlier call of ours arrived after all: it is there, as wanted.
  refuseUserErrors(errors.filter(({ message }) => !/already been taken/i.test(message)));
}

async function updateSubscription(client: ShopifyClient, { id }: Subscription, url: string): Promise<void> {
  const { data } = await client.write({
    operation: UPDATE_WEBHOOK,
    label: 'webhooks.update',
    shape: updatedShape,
    variables: { id, subscription: { ...wantedInput(url), filter: '', includeFields: [] } },
  });
  refuseUserErrors(data.webhookSubscriptionUpdate.userErrors);
}

async function deleteSubscription(client: ShopifyClient, { id }: Subscription): Promise<void> {
  const { data } = await client.write({
    operation: DELETE_WEBHOOK,
    label: 'webhooks.delete',
    shape: deletedShape,
    variables: { id },
  });
  const errors = data.webhookSubscriptionDelete.userErrors;
  refuseUserErrors(errors.filter(({ message }) => !/does not exist/i.test(message)));
}

function wantedInput(url: string) {
  return { uri: url, format: 'JSON' as const };
}

function isOurs(subscription: Subscription, url: string): boolean {
  return pathOf(subscription.uri) !== undefined && pathOf(subscription.uri) === pathOf(url);
}

/** A filter or a list of fields would hold deliveries back: ours have none. */
function isRight(subscription: Subscription, url: string): boolean {
  const { uri, format, filter, includeFields } = subscription;
  return uri === url && format === 'JSON' && (filter ?? '') === '' && includeFields.length === 0;
}

function pathOf(uri: string): string | undefined {
  return URL.canParse(uri) && /^https?:/i.test(uri) ? new URL(uri).pathname : undefined;
}

/** `orders/create` as the API's enum says it, `ORDERS_CREATE`. */
function toEnum(topic: string): WebhookSubscriptionTopic {
  return topic.toUpperCase().replaceAll('/', '_') as WebhookSubscriptionTopic;
}
