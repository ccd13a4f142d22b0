import { bare, json } from '#sdk/sandbox/json-body.ts';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Route } from './call.ts';
import { linkedPage } from './pages.ts';

/** The topics that the specification lets an application subscribe to. */
const topics = [
  'order.shipped',
  'order.shipment.delivered',
  'order.shipment.exception',
  'order.shipment.on_hold',
  'order.shipment.cancelled',
  'return.created',
  'return.updated',
  'return.completed',
  'billing.charge.created',
  'billing.refund.created',
  'billing.credit.created',
] as const;

const newSubscription = z.strictObject({
  url: z.url(),
  topics: z.array(z.enum(topics)).min(1),
  secret: z
    .string()
    .regex(/^whsec_[a-zA-Z0-9+/]{32}$/u)
    .nullish(),
  description: z.string().nullish(),
});

export const listSubscriptions: Route = ({ state, url }) =>
  linkedPage({
    url,
    items: [...state.subscriptions.values()],
    idOf: ({ id }) => Number(id),
    view: ({ id, url: target, topics: told, description, isEnabled, createdAt }) => ({
      id,
      url: target,
      topics: told,
      description,
      enabled: isEnabled,
      created_at: new Date(createdAt).toISOString(),
    }),
    sizeName: 'RecordsPerPage',
    cursorName: 'Cursor',
    isCut: false,
  });

export const createSubscription: Route = ({ state, body }) => {
  const parsed = newSubscription.safeParse(body);
  // The form of this refusal in the specification is that of a server's own class: nothing in it could be relied on.
  if (!parsed.success) return bare(422);
  const id = String(state.nextId());
  const subscription = {
    id,
    url: parsed.data.url,
    topics: parsed.data.topics,
    secret: parsed.data.secret ?? ownSecret(id),
    description: parsed.data.description ?? null,
    isEnabled: true,
    createdAt: state.clock.now(),
  };
  state.subscriptions.set(id, subscription);
  const { url, topics: told, secret, description, createdAt } = subscription;
  const created = new Date(createdAt).toISOString();
  return json(200, { id, url, topics: told, secret, description, created_at: created });
};

export const deleteSubscription: Route = ({ state, id }) => bare(state.subscriptions.delete(id) ? 204 : 404);

function ownSecret(id: string): string {
  return `whsec_${createHash('sha256').update(id).digest('base64').slice(0, 32)}`;
}
