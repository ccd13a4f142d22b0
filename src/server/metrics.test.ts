import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';

test('engines of one process count for themselves, and share what watches the process', async () => {
  const [first, second] = [createMetrics({ version: '1' }), createMetrics({ version: '1' })];
  first.receipt({ connection: 'store', outcome: 'stored' });
  const line = 'syncline_webhook_received_total{connection="store",outcome="stored"} 1';
  expect(await first.registry.metrics()).toContain(line);
  expect(await second.registry.metrics()).not.toContain(line);
  const lag = 'nodejs_eventloop_lag_p99_seconds';
  expect(await second.registry.metrics()).toContain(lag);
  expect(second.registry.getSingleMetric(lag)).toBe(first.registry.getSingleMetric(lag));
});

test('an idle process is not woken a hundred times a second to see how late it is', async () => {
  const { registry } = createMetrics({ version: '1' });
  await sleep(300);
  const [, shortest = '0'] = /^nodejs_eventloop_lag_min_seconds (\S+)$/m.exec(await registry.metrics()) ?? [];
  // The shortest time between two looks; a busy process makes it longer, nothing makes it shorter.
  expect(Number(shortest)).toBeGreaterThan(0.045);
  expect(Number(shortest)).toBeLessThan(60);
});
