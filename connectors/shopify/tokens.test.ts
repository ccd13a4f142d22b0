import { expect, test } from 'vitest';
import type { ConnectorTools } from '#sdk/define-connector.ts';
import { NoAnswerError, NotSentError, UnauthorizedError } from '#sdk/errors.ts';
import type { HttpRequest, HttpResponse } from '#sdk/http.ts';
import { createNotedLog, systemRandom } from '#tests/support/system-time.ts';
import { shopifySettings } from './settings.ts';
import { createTokenSource } from './tokens.ts';

const settings = shopifySettings.parse({ shop: 'acme.myshopify.com', clientId: 'id', clientSecret: 'hush' });

function createWorld(answer: (count: number) => Partial<HttpResponse> | Error) {
  const requests: HttpRequest[] = [];
  const time = { ms: 0 };
  const tools: ConnectorTools = {
    http: {
      async call(request) {
        requests.push(request);
        await Promise.resolve();
        const given = answer(requests.length);
        if (given instanceof Error) throw given;
        return { status: 200, headers: {}, body: '', sentAt: 0, answeredAt: 0, ...given };
      },
    },
    clock: { now: () => time.ms, monotonicMs: () => time.ms, sleep: () => Promise.resolve() },
    random: systemRandom,
    log: createNotedLog(),
  };
  return { requests, time, tokens: createTokenSource(settings, tools) };
}

const grant = (count: number) => ({
  body: JSON.stringify({ access_token: `token-${count}`, expires_in: 100 }),
});

test('many callers at once cause one request, and the token is kept until 80 % of its life', async () => {
  const { tokens, requests, time } = createWorld(grant);
  const all = await Promise.all(Array.from({ length: 20 }, () => tokens.current()));
  expect(new Set(all.map((token) => token.reveal()))).toEqual(new Set(['token-1']));
  expect(requests).toHaveLength(1);
  time.ms = 79_999;
  expect((await tokens.current()).reveal()).toBe('token-1');
  time.ms = 80_000;
  expect((await tokens.current()).reveal()).toBe('token-2');
});

test('callers who were refused together renew once, and a late one takes what is already new', async () => {
  const { tokens, requests } = createWorld(grant);
  const old = await tokens.current();
  const renewed = await Promise.all([tokens.renew(old), tokens.renew(old), tokens.renew(old)]);
  expect(renewed.map((token) => token?.reveal())).toEqual(['token-2', 'token-2', 'token-2']);
  expect((await tokens.renew(old))?.reveal()).toBe('token-2');
  expect(requests).toHaveLength(2);
});

test('the request for a token stays out of the rate bucket', async () => {
  const { tokens, requests } = createWorld(grant);
  await tokens.current();
  expect(requests[0]).toMatchObject({
    unmetered: true,
    url: 'https://acme.myshopify.com/admin/oauth/access_token',
  });
});

test.each([
  ['refused credentials', { status: 401, body: '{"error":"invalid_client"}' }, UnauthorizedError],
  ['a failing server', { status: 502, body: '' }, NotSentError],
  ['a broken answer', { body: '{"access_token":7}' }, NotSentError],
  ['no answer', new NoAnswerError('reset'), NotSentError],
])('%s: the call that needed the token was not sent', async (_, answer, kind) => {
  const { tokens } = createWorld(() => answer);
  await expect(tokens.current()).rejects.toBeInstanceOf(kind);
  await expect(tokens.current()).rejects.not.toThrow(/hush/);
});

test('a failed renewal is not remembered: the next caller asks again', async () => {
  const { tokens } = createWorld((count) => (count === 1 ? { status: 503 } : grant(count)));
  await expect(tokens.current()).rejects.toBeInstanceOf(NotSentError);
  expect((await tokens.current()).reveal()).toBe('token-2');
});
