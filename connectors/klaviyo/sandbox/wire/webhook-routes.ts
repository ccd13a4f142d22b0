import { bare } from '#sdk/sandbox/json-body.ts';
import { z } from 'zod';
import type { SandboxWebhook } from '../state.ts';
import { invalid, json, notFound } from './answers.ts';
import type { Call, Route } from './call.ts';
import { linkedPage } from './pages.ts';
import { toTime } from './profile-view.ts';

const SHOWN_OF_URL = 20;

const attributes = z.strictObject({
  name: z.string().min(1),
  description: z.string().nullish(),
  endpoint_url: z.url({ protocol: /^https$/u }),
  secret_key: z.string().min(16),
});
const relationships = z.object({
  'webhook-topics': z.object({ data: z.array(z.object({ id: z.string() })) }),
});
const newWebhook = z.object({ data: z.object({ attributes, relationships }) });
const change = z.object({
  data: z.object({
    attributes: attributes.extend({ enabled: z.boolean() }).partial(),
    relationships: relationships.optional(),
  }),
});

export const listWebhooks: Route = (call) =>
  linkedPage(call, {
    items: [...call.state.webhooks.values()],
    keyOf: ({ id }) => [id, id],
    view: (webhook) => webhookView(call, webhook),
    sizeDefault: 100,
    sizeMax: 100,
  });

export const listTopics: Route = (call) =>
  linkedPage(call, {
    items: call.state.topics,
    keyOf: (id) => [id, id],
    view: (id) => ({
      type: 'webhook-topic',
      id,
      links: { self: `${call.url.origin}/api/webhook-topics/${id}` },
    }),
    sizeDefault: 100,
    sizeMax: 100,
  });

export const createWebhook: Route = (call) => {
  const parsed = newWebhook.safeParse(call.body);
  if (!parsed.success) return invalid('the webhook is not valid');
  const { attributes: told, relationships: related } = parsed.data.data;
  const topics = related['webhook-topics'].data.map(({ id }) => id);
  if (topics.some((topic) => !call.state.topics.includes(topic))) return invalid('a topic is not known');
  const webhook: SandboxWebhook = {
    id: call.state.nextId('HOK'),
    name: told.name,
    description: told.description ?? null,
    url: told.endpoint_url,
    secret: told.secret_key,
    isEnabled: true,
    topics,
    createdAt: call.state.clock.now(),
  };
  call.state.webhooks.set(webhook.id, webhook);
  return json(201, { data: webhookView(call, webhook), links: { self: call.url.href } });
};

export const updateWebhook: Route = (call) => {
  const webhook = call.state.webhooks.get(call.id);
  if (webhook === undefined) return notFound();
  const parsed = change.safeParse(call.body);
  if (!parsed.success) return invalid('the webhook is not valid');
  const { attributes: told, relationships: related } = parsed.data.data;
  webhook.name = told.name ?? webhook.name;
  webhook.description = told.description ?? webhook.description;
  webhook.url = told.endpoint_url ?? webhook.url;
  webhook.secret = told.secret_key ?? webhook.secret;
  webhook.isEnabled = told.enabled ?? webhook.isEnabled;
  webhook.topics = related?.['webhook-topics'].data.map(({ id }) => id) ?? webhook.topics;
  return json(200, { data: webhookView(call, webhook), links: { self: call.url.href } });
};

export const deleteWebhook: Route = ({ state, id }) => (state.webhooks.delete(id) ? bare(204) : notFound());

function webhookView({ url }: Call, webhook: SandboxWebhook): object {
  return {
    type: 'webhook',
    id: webhook.id,
    attributes: {
      name: webhook.name,
      description: webhook.description,
      // As published: "truncated for security".
      endpoint_url: webhook.url.slice(0, SHOWN_OF_URL),
      enabled: webhook.isEnabled,
      created_at: toTime(webhook.createdAt),
      updated_at: toTime(webhook.createdAt),
    },
    relationships: {
      'webhook-topics': { data: webhook.topics.map((id) => ({ type: 'webhook-topic', id })) },
    },
    links: { self: `${url.origin}/api/webhooks/${webhook.id}` },
  };
}
