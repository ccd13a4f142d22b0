import { expect, test } from 'vitest';
import { createHandClock, openTestLedger } from '#tests/support/open-test-ledger.ts';
import { runJobOnce } from '#tests/support/run-job.ts';
import { testSettings } from '#tests/support/test-settings.ts';
import { interpretEvents } from './interpret-events.ts';

test('a run that a stop cut short is not done: its webhooks are read by the next process', async () => {
  const clock = createHandClock();
  const ledger = await openTestLedger(clock);
  await ledger.write(async (tx) => {
    await tx.events.receive({
      connection: 'store',
      deliveryId: 'd1',
      topic: 'orders/create',
      triggeredAt: null,
      receivedAt: clock.now(),
      body: '{}',
    });
    const { name: job } = interpretEvents;
    await tx.work.mark([{ job, subject: 'events', connection: 'store', priority: 2, cause: 'a webhook' }]);
  });
  const account = {
    check: () => Promise.resolve([]),
    webhooks: {
      verify: () => ({ valid: false, reason: 'not asked' }) as const,
      interpret: () => [],
      register: () => Promise.reject(new Error('not asked')),
      missing: () => Promise.resolve([]),
    },
  };
  const bench = { ledger, clock, settings: testSettings(), account, connection: 'store' };
  const stopped = AbortSignal.abort(new Error('the process was asked to stop'));
  await expect(runJobOnce(bench, interpretEvents, stopped)).rejects.toThrow('asked to stop');
  const waiting = () => ledger.read((tx) => tx.events.waiting('store', 10));
  expect(await waiting()).toHaveLength(1);
  await runJobOnce(bench, interpretEvents);
  expect(await waiting()).toEqual([]);
  await ledger.close();
});
