import { expect, test } from 'vitest';
import { hideSecret } from '#sdk/secret.ts';
import { interpretWebhook } from './interpret-webhook.ts';
import { signDelivery } from './sandbox/webhooks.ts';
import { verifyWebhook } from './verify-webhook.ts';

const NOW = Date.UTC(2026, 10, 23, 10);
const DAY_MS = 86_400_000;
const secret = 'a-secret-of-the-webhook';
const body = Buffer.from('{"data":[{"topic":"event:klaviyo.bounced_email"}]}');
const verify = (at: number, more: Readonly<Record<string, string>> = {}) =>
  verifyWebhook(
    { headers: { ...signDelivery({ webhookId: 'W', at, body, secret }), ...more }, body },
    { secrets: [hideSecret(secret)], now: NOW },
  );

test('a delivery of now, and a late one, is taken', () => {
  expect(verify(NOW)).toMatchObject({ valid: true, topic: 'system-webhook', triggeredAt: NOW });
  expect(verify(NOW - 6 * DAY_MS).valid).toBe(true);
});

test('the time is signed with the body, so an old delivery cannot be made young', () => {
  expect(verify(NOW - 8 * DAY_MS).valid).toBe(false);
  expect(verify(NOW + DAY_MS).valid).toBe(false);
  expect(verify(NOW - 8 * DAY_MS, { 'klaviyo-timestamp': new Date(NOW).toUTCString() }).valid).toBe(false);
});

test('one delivery has one id, whenever and with whichever secret it is signed; another has another', () => {
  const ids = [NOW, NOW - 60_000].map((at) => {
    const verdict = verify(at);
    return verdict.valid ? verdict.deliveryId : '';
  });
  expect(new Set(ids).size).toBe(1);
  const other = Buffer.from('{"data":[{"topic":"event:klaviyo.opened_email"}]}');
  const verdict = verifyWebhook(
    { headers: signDelivery({ webhookId: 'W', at: NOW, body: other, secret }), body: other },
    { secrets: [hideSecret(secret)], now: NOW },
  );
  expect(verdict.valid && verdict.deliveryId).not.toBe(ids[0]);
});

test('a delivery with anything about consent in it is a hint; one without is nobody’s', () => {
  const of = (...topics: readonly string[]) =>
    interpretWebhook({
      topic: 'system-webhook',
      body: JSON.stringify({ data: topics.map((topic) => ({ topic })) }),
    });
  const no = 'event:klaviyo.unsubscribed_from_sms_marketing';
  expect(of('event:klaviyo.opened_email', no)).toEqual([{ resource: 'consents', ids: [] }]);
  expect(() => of('event:klaviyo.opened_email')).toThrow(/did not subscribe/);
  expect(() => of()).toThrow(/did not subscribe/);
});
