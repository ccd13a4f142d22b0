import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { CallPace } from '#domain/priority.ts';
import { systemClock, systemRandom } from '#tests/support/system-time.ts';
import { createWaitingLine } from './waiting-line.ts';

test('urgent calls pass those that wait, and everything passes patient ones', async () => {
  const granted: CallPace[] = [];
  let isOpen = false;
  const line = createWaitingLine({
    clock: systemClock,
    random: systemRandom,
    limit: {
      acquire: ({ pace }) => {
        isOpen ||= pace === 'urgent';
        // A patient call would sleep past the end of the test; whoever goes before it does not sleep with it.
        if (!isOpen)
          return Promise.resolve({ granted: false, retryAfterMs: pace === 'patient' ? 4_000 : 20 } as const);
        granted.push(pace);
        return Promise.resolve({ granted: true, ticket: pace } as const);
      },
      settle: () => Promise.resolve(),
    },
  });
  const calls: Promise<unknown>[] = [];
  for (const pace of ['patient', 'patient', 'normal', 'urgent'] as const) {
    calls.push(line.enter({ cost: 1, lifeMs: 1_000, pace }, 60_000));
    await nextTurn();
  }
  await Promise.all(calls);
  expect(granted).toEqual(['urgent', 'normal', 'patient', 'patient']);
});
