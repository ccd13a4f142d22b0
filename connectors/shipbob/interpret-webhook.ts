import type { Hint, Resource, StoredWebhook } from '#sdk/define-connector.ts';
import { RejectedError } from '#sdk/errors.ts';

/** Topics that can be subscribed to, and what may have changed. Receiving has none, so its units are found by polls. */
const resources = new Map<string, readonly Resource[]>([
  ['order.shipped', ['requests', 'shipments', 'stock']],
  ['order.shipment.exception', ['requests']],
  ['order.shipment.on_hold', ['requests']],
  ['order.shipment.cancelled', ['requests', 'stock']],
  ['return.created', ['returns']],
  ['return.updated', ['returns']],
  ['return.completed', ['returns', 'stock']],
]);

export const webhookTopics: readonly string[] = [...resources.keys()];

/** Hints without ids: the bodies are not published ("generally mirrors the resource"), so nothing is read from them. */
export function interpretWebhook({ topic }: StoredWebhook): readonly Hint[] {
  const found = resources.get(topic);
  if (found !== undefined) return found.map((resource) => ({ resource, ids: [] }));
  throw new RejectedError('a delivery of a topic that Syncline does not subscribe to', {
    code: 'unknown-topic',
  });
}
