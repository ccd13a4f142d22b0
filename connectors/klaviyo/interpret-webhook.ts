import { parse } from 'secure-json-parse';
import { z } from 'zod';
import type { Hint, StoredWebhook } from '#sdk/define-connector.ts';
import { RejectedError } from '#sdk/errors.ts';
import { TOPIC } from './verify-webhook.ts';

/** What is subscribed to, as far as an account has it. All of them may have changed a consent. */
export const webhookTopics: readonly string[] = [
  'event:klaviyo.subscribed_to_email_marketing',
  'event:klaviyo.unsubscribed_from_email_marketing',
  'event:klaviyo.manually_suppressed_from_email_marketing',
  'event:klaviyo.marked_email_as_spam',
  'event:klaviyo.bounced_email',
  'event:klaviyo.subscribed_to_sms_marketing',
  'event:klaviyo.unsubscribed_from_sms_marketing',
];

const EVENTS_MAX = 10_000;
const delivery = z.object({
  data: z
    .array(z.object({ topic: z.string() }))
    .min(1)
    .max(EVENTS_MAX),
});

/** A hint without ids: what stands in a delivery is not believed, so all changes of consents are asked for. */
export function interpretWebhook({ topic, body }: StoredWebhook): readonly Hint[] {
  const parsed = delivery.safeParse(topic === TOPIC ? toJson(body) : undefined);
  if (parsed.success && parsed.data.data.some((event) => webhookTopics.includes(event.topic))) {
    return [{ resource: 'consents', ids: [] }];
  }
  throw new RejectedError('a delivery of Klaviyo that Syncline did not subscribe to', {
    code: 'unknown-topic',
  });
}

function toJson(body: string): unknown {
  try {
    return parse(body) as unknown;
  } catch {
    // No JSON, or one that would change objects: no schema accepts it.
    return undefined;
  }
}
