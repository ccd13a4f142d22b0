import { expect, test } from 'vitest';
import { waitForAgreement } from './converge.ts';

/** Books that are clean at these seconds, on a clock that only sleeping moves. */
async function wait(isClean: (second: number) => boolean): Promise<{ second: number; converged: boolean }> {
  let nowMs = 0;
  const judgement = await waitForAgreement({
    judgeNow: () => ({ verdict: { converged: isClean(nowMs / 1000) } }),
    settleMs: 20_000,
    steadyMs: 5_000,
    monotonicMs: () => nowMs,
    sleep: (delayMs) => Promise.resolve(void (nowMs += delayMs)),
    isStopped: () => false,
    show: () => {},
  });
  return { second: nowMs / 1000, converged: judgement.verdict.converged };
}

test('waiting ends when the books have been clean long enough', async () => {
  expect(await wait((second) => second >= 3)).toEqual({ second: 8, converged: true });
});

test('books that are disturbed again by something late are not clean yet', async () => {
  expect(await wait((second) => second >= 3 && second !== 6)).toEqual({ second: 12, converged: true });
});

test('waiting ends with the time, and says that the books differ', async () => {
  expect(await wait(() => false)).toEqual({ second: 20, converged: false });
});
