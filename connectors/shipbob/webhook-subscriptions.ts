import { z } from 'zod';
import { RejectedError } from '#sdk/errors.ts';
import type { Secret } from '#sdk/secret.ts';
import { fingerprintOf, type SubscriptionChanges, type WantedSubscription } from '#sdk/signed-webhooks.ts';
import { API, type Client } from './client.ts';
import { webhookTopics } from './interpret-webhook.ts';
import { readList } from './linked-pages.ts';
import { errorFromRefusal, parseRows } from './records.ts';

const LIST = `${API}/webhook`;
const PAGE_SIZE = 250;
const row = z.object({
  id: z.string(),
  url: z.string(),
  topics: z.array(z.string()),
  enabled: z.boolean(),
  description: z.string().nullable(),
});
type Subscription = z.output<typeof row>;
const made = z.object({ id: z.string() });

/**
 * One subscription for each topic, signed with our secret. Ours are those whose address ends in the same path. ShipBob
 * changes none: a wrong one (another host, another secret, switched off after failures) is replaced, the new one first.
 */
export async function registerWebhooks(
  client: Client,
  wanted: WantedSubscription,
): Promise<SubscriptionChanges> {
  const ours = (await listSubscriptions(client)).filter((one) => pathOf(one.url) === pathOf(wanted.url));
  const changes = { created: [] as string[], updated: [] as string[], removed: [] as string[] };
  const kept = new Set<Subscription>();
  for (const topic of webhookTopics) {
    const right = ours.find((one) => isRight(one, topic, wanted));
    if (right !== undefined) kept.add(right);
    else {
      await createSubscription(client, topic, wanted);
      changes[ours.some(({ topics }) => topics.includes(topic)) ? 'updated' : 'created'].push(topic);
    }
  }
  for (const one of ours.filter((other) => !kept.has(other))) {
    await deleteSubscription(client, one);
    changes.removed.push(...one.topics.filter((topic) => !changes.updated.includes(topic)));
  }
  return changes;
}

export async function missingWebhooks(
  client: Client,
  wanted: WantedSubscription,
): Promise<readonly string[]> {
  const present = await listSubscriptions(client);
  return webhookTopics.filter((topic) => !present.some((one) => isRight(one, topic, wanted)));
}

async function listSubscriptions(client: Client): Promise<readonly Subscription[]> {
  const from = `${LIST}?RecordsPerPage=${PAGE_SIZE}`;
  const { data } = await readList(client, { from, operation: 'webhooks.list' });
  const { rows, refused } = parseRows(row, data, 'webhook');
  const [bad] = refused;
  if (bad !== undefined) throw errorFromRefusal(bad);
  return rows;
}

async function createSubscription(
  client: Client,
  topic: string,
  { url, secret }: WantedSubscription,
): Promise<void> {
  await client.write({
    method: 'POST',
    path: LIST,
    operation: 'webhooks.create',
    body: { topics: [topic], url, secret: secret.reveal(), description: describe(secret) },
    schema: made,
  });
}

async function deleteSubscription(client: Client, { id }: Subscription): Promise<void> {
  try {
    const path = `${LIST}/${encodeURIComponent(id)}`;
    await client.write({ method: 'DELETE', path, operation: 'webhooks.delete' });
  } catch (error) {
    // Somebody was faster: it is gone, as wanted.
    if (!(error instanceof RejectedError && error.code === 'http-404')) throw error;
  }
}

function isRight(
  { topics, url, enabled, description }: Subscription,
  topic: string,
  wanted: WantedSubscription,
): boolean {
  const isOne = topics.length === 1 && topics[0] === topic;
  return isOne && enabled && url === wanted.url && description === describe(wanted.secret);
}

/** A list of subscriptions shows no secret; its fingerprint tells whether deliveries are signed with the current one. */
function describe(secret: Secret): string {
  return `Syncline ${fingerprintOf(secret.reveal())}`;
}

function pathOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).pathname : undefined;
}
