import { expect, test } from 'vitest';
import { createCountingRandom, createHandClock } from '#tests/support/open-test-ledger.ts';
import { NotSentError, RejectedError, ThrottledError, TransientError } from './errors.ts';
import { retryRead } from './retry-read.ts';

async function attempt(
  errors: readonly Error[],
): Promise<{ readonly calls: number; readonly waitedMs: number; readonly failed: string | null }> {
  const clock = createHandClock(0);
  const left = [...errors];
  let calls = 0;
  const read = async (): Promise<string> => {
    calls += 1;
    const error = left.shift();
    return error === undefined ? Promise.resolve('answer') : Promise.reject(error);
  };
  const failed = await retryRead(read, { clock, random: createCountingRandom() }).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return { calls, waitedMs: clock.now(), failed };
}

test('a lost answer is asked for again, twice at most', async () => {
  const lost = new TransientError('lost');
  expect(await attempt([lost, lost])).toMatchObject({ calls: 3, failed: null });
  expect(await attempt([lost, lost, lost])).toMatchObject({ calls: 3, failed: 'lost' });
});

test('a vendor that asks for a short pause gets it; a long one is left to the work row', async () => {
  expect(await attempt([new ThrottledError('slow down', 1_000)])).toEqual({
    calls: 2,
    waitedMs: 1_000,
    failed: null,
  });
  expect(await attempt([new ThrottledError('slow down', 60_000)])).toMatchObject({
    calls: 1,
    waitedMs: 0,
    failed: 'slow down',
  });
});

test('refusals and calls that could not be sent are not repeated', async () => {
  expect(await attempt([new RejectedError('no')])).toMatchObject({ calls: 1, failed: 'no' });
  expect(await attempt([new NotSentError('away')])).toMatchObject({ calls: 1, failed: 'away' });
});

test('a defect of ours is passed on as it is', async () => {
  expect(await attempt([new RangeError('defect')])).toMatchObject({ calls: 1, failed: 'defect' });
});
