import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ConnectorTools } from '#sdk/define-connector.ts';
import {
  NoAnswerError,
  NotSentError,
  TransientError,
  UnauthorizedError,
  UnknownOutcomeError,
} from '#sdk/errors.ts';
import type { HttpRequest, HttpResponse } from '#sdk/http.ts';
import { createNotedLog, systemClock, systemRandom } from '#tests/support/system-time.ts';
import { createShopifyClient } from './client.ts';
import { ORDERS_BY_IDS } from './operations/orders.ts';
import { SHOP_INFO } from './operations/shop.ts';
import { DELETE_WEBHOOK } from './operations/webhooks.ts';
import { shopifySettings } from './settings.ts';

type Answer = Partial<HttpResponse> | Error;

/** A shop that answers as it is told, call by call; the last answer repeats. */
function createWorld(
  answers: readonly Answer[],
  raw: Record<string, unknown> = { accessToken: 'shpat_hush' },
) {
  const requests: HttpRequest[] = [];
  const log = createNotedLog();
  let graphCalls = 0;
  const tools: ConnectorTools = {
    http: {
      call(request) {
        requests.push(request);
        if (request.operation === 'token') {
          const body = JSON.stringify({ access_token: `token-${requests.length}`, expires_in: 1_000 });
          return Promise.resolve({ status: 200, headers: {}, body, sentAt: 1, answeredAt: 2 });
        }
        const answer = answers[Math.min(graphCalls, answers.length - 1)];
        graphCalls += 1;
        if (answer instanceof Error) return Promise.reject(answer);
        return Promise.resolve({ status: 200, headers: {}, body: '', sentAt: 1, answeredAt: 2, ...answer });
      },
    },
    clock: systemClock,
    random: systemRandom,
    log,
  };
  const settings = shopifySettings.parse({ shop: 'acme.myshopify.com', ...raw });
  const client = createShopifyClient(settings, tools);
  return {
    requests,
    log,
    client,
    read: () =>
      client.read({
        operation: SHOP_INFO,
        variables: {},
        label: 'check',
        shape: z.object({ shop: z.object({ id: z.string() }) }),
      }),
    write: () =>
      client.write({
        operation: DELETE_WEBHOOK,
        variables: { id: 'gid://shopify/WebhookSubscription/1' },
        label: 'webhooks.delete',
        shape: z.object({ webhookSubscriptionDelete: z.object({}) }),
      }),
  };
}

const good: Answer = {
  body: JSON.stringify({ data: { shop: { id: '1', more: true }, webhookSubscriptionDelete: {} } }),
  headers: { date: 'Mon, 23 Nov 2026 10:00:00 GMT', 'x-shopify-api-version': '2026-10' },
};
const client = { clientId: 'id', clientSecret: 'secret' };

test('a call carries the token, the version, its label and its cost, and brings both clocks back', async () => {
  const { read, requests } = createWorld([good]);
  const answer = await read();
  expect(answer).toEqual({
    data: { shop: { id: '1' } },
    sentAt: 1,
    answeredAt: 2,
    vendorAt: Date.parse('2026-11-23T10:00:00Z'),
  });
  const [request] = requests;
  expect(request).toMatchObject({ method: 'POST', operation: 'check' });
  expect(request?.url).toBe('https://acme.myshopify.com/admin/api/2026-10/graphql.json');
  expect(request?.headers?.['x-shopify-access-token']).toBe('shpat_hush');
  expect(request?.cost).toBeGreaterThan(0);
  expect(JSON.parse(request?.body ?? '')).toMatchObject({ query: SHOP_INFO });
});

test('a sandbox on plain http gets the same path', async () => {
  const { read, requests } = createWorld([good], { accessToken: 'x', url: 'http://127.0.0.1:4000/' });
  await read();
  expect(requests[0]?.url).toBe('http://127.0.0.1:4000/admin/api/2026-10/graphql.json');
});

test('no answer is a reason to read again, and leaves a write open', async () => {
  const { read, write } = createWorld([new NoAnswerError('reset')]);
  await expect(read()).rejects.toBeInstanceOf(TransientError);
  await expect(read()).rejects.not.toBeInstanceOf(UnknownOutcomeError);
  await expect(write()).rejects.toBeInstanceOf(NoAnswerError);
});

test('a call that was not sent stays so, with its advice', async () => {
  const { read, write } = createWorld([new NotSentError('bucket empty', { retryAfterMs: 40 })]);
  await expect(read()).rejects.toMatchObject({ name: 'NotSentError', retryAfterMs: 40 });
  await expect(write()).rejects.toMatchObject({ name: 'NotSentError', retryAfterMs: 40 });
});

test('a refused token is renewed once and the call repeated once', async () => {
  const { write, requests } = createWorld([{ status: 401, body: '{}' }, good], client);
  await write();
  expect(requests.map((request) => request.operation)).toEqual([
    'token',
    'webhooks.delete',
    'token',
    'webhooks.delete',
  ]);
});

test('a second refusal pauses the connection', async () => {
  const { read, requests } = createWorld([{ status: 401, body: '{}' }], client);
  await expect(read()).rejects.toBeInstanceOf(UnauthorizedError);
  expect(requests.filter((request) => request.operation === 'check')).toHaveLength(2);
});

test('a refused static token is not tried again', async () => {
  const { read, requests } = createWorld([{ status: 401, body: '{"errors":"[API] Invalid API key"}' }]);
  await expect(read()).rejects.toBeInstanceOf(UnauthorizedError);
  expect(requests).toHaveLength(1);
});

test('an answer of another shape names the place and not the value, and leaves a write open', async () => {
  const body = JSON.stringify({
    data: { shop: { id: 4711 }, webhookSubscriptionDelete: 'maria@example.com' },
  });
  const { read, write } = createWorld([{ body }]);
  await expect(read()).rejects.toMatchObject({ name: 'MalformedAnswerError', path: 'shop.id' });
  await expect(read()).rejects.not.toThrow(/4711/);
  await expect(write()).rejects.toBeInstanceOf(UnknownOutcomeError);
  await expect(write()).rejects.not.toThrow(/maria/);
});

test('another API version than the one asked for is reported once', async () => {
  const {
    read,
    log,
    client: api,
  } = createWorld([{ ...good, headers: { 'x-shopify-api-version': '2027-01' } }]);
  await read();
  await read();
  expect(api.servedVersion()).toBe('2027-01');
  expect(log.lines.filter((line) => line.includes('API version'))).toHaveLength(1);
});

test('no operation that the connector sends costs over 900 points', async () => {
  const { client: api, requests } = createWorld([{ body: '{"data":{"nodes":[]}}' }]);
  const ids = Array.from({ length: 250 }, (_, index) => `gid://shopify/Order/${index}`);
  const shape = z.object({ nodes: z.array(z.unknown()) });
  await api.read({
    operation: ORDERS_BY_IDS,
    variables: { ids, customers: true, companies: true, paymentTerms: true, returns: true },
    label: 'orders.fetch',
    shape,
  });
  expect(requests[0]?.cost).toBeLessThan(900);
});
