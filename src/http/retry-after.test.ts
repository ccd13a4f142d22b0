import { expect, test } from 'vitest';
import { NotSentError } from '#sdk/errors.ts';
import { systemRandom } from '#tests/support/system-time.ts';
import { createHttpPort } from './http-port.ts';

test('a Retry-After that the shared limit did not hear is obeyed by the process that did', async () => {
  let nowMs = 0;
  let sent = 0;
  const clock = {
    now: () => nowMs,
    monotonicMs: () => nowMs,
    sleep: (ms: number) => {
      nowMs += ms;
      return Promise.resolve();
    },
  };
  const port = createHttpPort({
    connection: 'shop',
    sender: {
      send: () => {
        sent += 1;
        const headers = { 'retry-after': '8' };
        return Promise.resolve({
          status: sent === 1 ? 429 : 200,
          headers,
          body: '',
          sentAt: nowMs,
          answeredAt: nowMs,
        });
      },
      close: () => Promise.resolve(),
    },
    limit: {
      acquire: () => Promise.resolve({ granted: true, ticket: 'ticket' } as const),
      settle: () => Promise.reject(new Error('Redis is away')),
    },
    breaker: {
      enter: () => undefined,
      succeed: () => undefined,
      fail: () => undefined,
      blockedForMs: () => 0,
    },
    clock,
    random: systemRandom,
  });
  const call = () => port.call({ method: 'GET', url: 'http://shop.test/', operation: 'things.read' });
  await call();
  await expect(call()).rejects.toThrow(NotSentError);
  // A short rest is waited out, a long one is the work row's to wait.
  nowMs = 5_000;
  await call();
  expect(nowMs).toBe(8_000);
  expect(sent).toBe(2);
});
