import { z } from 'zod';
import { MalformedAnswerError, RejectedError } from '#sdk/errors.ts';
import { fingerprintOf, type SubscriptionChanges, type WantedSubscription } from '#sdk/signed-webhooks.ts';
import { afterWrite, type Client } from './client.ts';
import { webhookTopics } from './interpret-webhook.ts';
import { linkedPages } from './linked-pages.ts';
import { parseRows } from './records.ts';

const topicRow = z.object({ id: z.string() });
const row = z.object({
  id: z.string(),
  attributes: z.object({ name: z.string(), description: z.string().nullable(), enabled: z.boolean() }),
  relationships: z.object({ 'webhook-topics': z.object({ data: z.array(topicRow) }) }),
});
type Webhook = z.output<typeof row>;

/**
 * One webhook of ours with all topics that the account has. Lists show addresses cut and secrets not at all, so its name says for
 * which path it is, and its description which address and secret it was made with. What is wrong is written over it.
 */
export async function registerWebhooks(
  client: Client,
  wanted: WantedSubscription,
): Promise<SubscriptionChanges> {
  const { webhook, spare, topics } = await look(client, wanted);
  const present = webhook === undefined ? [] : topicsOf(webhook);
  const created = topics.filter((topic) => !present.includes(topic));
  const removed = present.filter((topic) => !topics.includes(topic));
  const isRight = webhook !== undefined && isAsMade(webhook, wanted);
  const updated = isRight ? [] : topics.filter((topic) => present.includes(topic));
  const changes = { created, updated, removed };
  let isChanged = false;
  if (topics.length === 0) {
    // An account without any of them has nothing to tell.
    await removeAll(client, webhook === undefined ? [] : [webhook]);
    isChanged = webhook !== undefined;
  } else if (webhook === undefined) {
    await client.write({ operation: 'create_webhook', body: toBody(wanted, topics) });
    isChanged = true;
  } else if ([created, updated, removed].some((list) => list.length > 0)) {
    const { id } = webhook;
    await client.write({ operation: 'update_webhook', id, body: toBody(wanted, topics, id) });
    isChanged = true;
  }
  const tidy = () => removeAll(client, spare);
  await (isChanged ? afterWrite(tidy) : tidy());
  return changes;
}

export async function missingWebhooks(
  client: Client,
  wanted: WantedSubscription,
): Promise<readonly string[]> {
  const { webhook, topics } = await look(client, wanted);
  const present = webhook !== undefined && isAsMade(webhook, wanted) ? topicsOf(webhook) : [];
  return topics.filter((topic) => !present.includes(topic));
}

async function look(client: Client, wanted: WantedSubscription) {
  const name = nameOf(wanted.url);
  const rows = await listAll(client, 'get_webhooks', row, { include: 'webhook-topics' });
  const [webhook, ...spare] = rows.filter(({ attributes }) => attributes.name === name);
  const available = new Set((await listAll(client, 'get_webhook_topics', topicRow, {})).map(({ id }) => id));
  return { webhook, spare, topics: webhookTopics.filter((topic) => available.has(topic)) };
}

async function listAll<Schema extends z.ZodType>(
  client: Client,
  operation: 'get_webhooks' | 'get_webhook_topics',
  schema: Schema,
  query: Readonly<Record<string, string>>,
): Promise<readonly z.output<Schema>[]> {
  const all: z.output<Schema>[] = [];
  for await (const { data } of linkedPages(client, { operation, query })) {
    const { rows, refused } = parseRows(schema, data, operation);
    const [bad] = refused;
    if (bad !== undefined) throw new MalformedAnswerError(`Klaviyo's ${bad.reason}`, bad.reason);
    all.push(...rows);
  }
  return all;
}

/** Two that were made at once, or by a call that was taken for lost. */
async function removeAll(client: Client, webhooks: readonly Webhook[]): Promise<void> {
  for (const { id } of webhooks) {
    try {
      await client.write({ operation: 'delete_webhook', id });
    } catch (error) {
      // Somebody was faster: it is gone, as wanted.
      if (!(error instanceof RejectedError && /404|not_found/u.test(error.code ?? ''))) throw error;
    }
  }
}

function toBody({ url, secret }: WantedSubscription, topics: readonly string[], id?: string) {
  return {
    data: {
      type: 'webhook',
      ...(id === undefined ? {} : { id }),
      attributes: {
        name: nameOf(url),
        description: describe({ url, secret }),
        endpoint_url: url,
        secret_key: secret.reveal(),
        ...(id === undefined ? {} : { enabled: true }),
      },
      relationships: {
        'webhook-topics': { data: topics.map((topic) => ({ type: 'webhook-topic', id: topic })) },
      },
    },
  };
}

function isAsMade({ attributes: { description, enabled } }: Webhook, wanted: WantedSubscription): boolean {
  return enabled && description === describe(wanted);
}

function topicsOf({ relationships }: Webhook): readonly string[] {
  return relationships['webhook-topics'].data.map(({ id }) => id);
}

function nameOf(url: string): string {
  return `Syncline ${URL.canParse(url) ? new URL(url).pathname : url}`;
}

function describe({ url, secret }: WantedSubscription): string {
  return `Do not change. ${fingerprintOf(url, secret.reveal())}`;
}
