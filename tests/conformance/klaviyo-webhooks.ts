import type { KlaviyoSandbox } from '#connectors/klaviyo/sandbox/start.ts';
import { signDelivery } from '#connectors/klaviyo/sandbox/webhooks.ts';
import type { WebhookHands } from './fixture.ts';

const DROPPED = 'event:klaviyo.unsubscribed_from_email_marketing';
const TOPIC = 'system-webhook';

const deliveries = [DROPPED, 'event:klaviyo.subscribed_to_sms_marketing', 'event:klaviyo.bounced_email'].map(
  (topic, index) => ({
    topic: TOPIC,
    body: JSON.stringify({
      data: [
        {
          external_id: `4L3cw${index}`,
          topic,
          payload: {
            data: {
              type: 'event',
              id: `4L3cw${index}`,
              relationships: { profile: { data: { type: 'profile', id: '01PRO' } } },
            },
          },
        },
      ],
      meta: { klaviyo_webhook_id: '01HOK', timestamp: '2026-11-23T10:00:00.000Z' },
    }),
  }),
);

/** How this account signs, and who looks after its subscriptions: one webhook with several topics. */
export function klaviyoWebhooks(
  { books }: KlaviyoSandbox,
  secrets: { readonly webhookSecret: string; readonly webhookSecretPrevious: string },
): WebhookHands {
  return {
    url: 'https://127.0.0.1:8/webhooks/kit',
    secrets: { current: secrets.webhookSecret, previous: secrets.webhookSecretPrevious },
    deliveries,
    signatureHeader: 'klaviyo-signature',
    boundHeaders: ['klaviyo-timestamp'],
    sign: ({ body, secret }) => ({
      headers: signDelivery({ webhookId: '01HOK', at: Date.now(), body, secret }),
      body,
    }),
    count: () => books.webhooks().reduce((sum, { topics }) => sum + topics.length, 0),
    dropOne() {
      for (const webhook of books.webhooks()) {
        webhook.topics = webhook.topics.filter((topic) => topic !== DROPPED);
      }
      return Promise.resolve(DROPPED);
    },
  };
}
