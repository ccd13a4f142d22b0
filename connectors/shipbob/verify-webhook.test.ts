import { expect, test } from 'vitest';
import { hideSecret } from '#sdk/secret.ts';
import { signDelivery } from './sandbox/webhooks.ts';
import { verifyWebhook } from './verify-webhook.ts';

const NOW = Date.parse('2026-11-23T10:00:00Z');
const DAY_MS = 86_400_000;
const current = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const previous = 'whsec_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB';
const secrets = [hideSecret(current), hideSecret(previous)];
const body = Buffer.from('{"id":1}');

function delivery(secret: string, at = NOW) {
  const key = Buffer.from(secret.slice(6), 'base64');
  const timestamp = Math.floor(at / 1_000);
  return { headers: signDelivery({ id: 'msg_1', timestamp, topic: 'order.shipped', body, key }), body };
}

function judge(headers: Readonly<Record<string, string>>): boolean {
  return verifyWebhook({ headers, body }, { secrets, now: NOW }).valid;
}

// Standard Webhooks' own example, so that the scheme is not only right by our own signing.
test('the published example of the scheme is right', () => {
  const secret = hideSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    'x-webhook-topic': 'order.shipped',
  };
  const verdict = verifyWebhook(
    { headers, body: Buffer.from('{"test": 2432232314}') },
    { secrets: [secret], now: 1_614_265_330_000 },
  );
  expect(verdict).toEqual({
    valid: true,
    deliveryId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    topic: 'order.shipped',
    triggeredAt: 1_614_265_330_000,
  });
});

test('one right signature of several is enough, whichever secret made it; of another version it is none', () => {
  const wrong = 'v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
  for (const secret of [current, previous]) {
    const { headers } = delivery(secret);
    const right = headers['webhook-signature'] ?? '';
    expect(judge({ ...headers, 'webhook-signature': `${wrong} ${right}` })).toBe(true);
    expect(judge({ ...headers, 'webhook-signature': right.replace('=', '') })).toBe(true);
    expect(judge({ ...headers, 'webhook-signature': right.replace('v1,', 'v2,') })).toBe(false);
    expect(judge({ ...headers, 'webhook-signature': `${right} ` })).toBe(false);
    expect(judge({ ...headers, 'webhook-signature': Array(11).fill(right).join(' ') })).toBe(false);
  }
});

test('an id or a time that was changed is refused, although the body is right', () => {
  const { headers } = delivery(current);
  expect(judge(headers)).toBe(true);
  for (const change of [
    { 'webhook-id': 'msg_2' },
    { 'webhook-id': '' },
    { 'webhook-timestamp': String(NOW / 1_000 + 1) },
    { 'webhook-timestamp': `${NOW / 1_000}.0` },
    { 'webhook-timestamp': '' },
    { 'x-webhook-topic': '' },
  ]) {
    expect(judge({ ...headers, ...change }), JSON.stringify(change)).toBe(false);
  }
});

test('a delivery may be as late as its retries, and no later; it cannot come from the future', () => {
  expect(judge(delivery(current, NOW - 5 * DAY_MS).headers)).toBe(true);
  expect(judge(delivery(current, NOW - 8 * DAY_MS).headers)).toBe(false);
  expect(judge(delivery(current, NOW + 60_000).headers)).toBe(true);
  expect(judge(delivery(current, NOW + DAY_MS).headers)).toBe(false);
});
