import { expect, test } from 'vitest';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { openTestLedger } from '#tests/support/open-test-ledger.ts';
import { eventually } from '#tests/support/queue/eventually.ts';
import { defineTestJob } from '#tests/support/queue/engine-for-tests.ts';
import { systemClock, systemRandom } from '#tests/support/system-time.ts';
import { startRelay } from './relay.ts';
import type { WakeUpStore } from './wake-up-store.ts';

test('what was handed out while the ledger was away is handed out again as soon as it is back', async () => {
  const ledger = await openTestLedger(systemClock, systemRandom);
  let isAway = false;
  const flaky: Ledger = {
    ...ledger,
    commitCount: 0,
    read: (run) => (isAway ? Promise.reject(new Error('the ledger is away')) : ledger.read(run)),
    write: (run) => (isAway ? Promise.reject(new Error('the ledger is away')) : ledger.write(run)),
    onWork: (listener) => ledger.onWork(listener),
  };
  const handed: string[] = [];
  const store: Pick<WakeUpStore, 'isReady' | 'add'> = {
    isReady: () => true,
    add: (_connection, wakeUps) => {
      handed.push(...wakeUps.map(({ subject }) => subject ?? 'all'));
      return Promise.resolve();
    },
  };
  const relay = startRelay({
    ledger: flaky,
    store: store as WakeUpStore,
    jobs: [defineTestJob('export', () => Promise.resolve())],
    clock: systemClock,
    holder: 'one',
    noteError: () => undefined,
    pollMs: 20,
  });
  await ledger.write((tx) =>
    tx.work.mark([{ job: 'export', subject: '41', connection: 'erp', priority: 2, cause: 'test' }]),
  );
  await eventually(() => handed).toEqual(['41']);
  // Its worker cannot lease it, and nobody hears of that.
  isAway = true;
  await systemClock.sleep(200);
  isAway = false;
  await eventually(() => handed).toEqual(['41', '41']);
  await relay.close();
  expect(handed).toHaveLength(2);
  await ledger.close();
});
