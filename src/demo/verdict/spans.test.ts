import { expect, test } from 'vitest';
import { mergeSpans, timeOutside } from './spans.ts';

test('time outside counts every moment once, however the others overlap', () => {
  const others = mergeSpans([
    { fromMs: 30, toMs: 40 },
    { fromMs: 10, toMs: 25 },
    { fromMs: 20, toMs: 32 },
    { fromMs: 90, toMs: 200 },
  ]);
  expect(others).toEqual([
    { fromMs: 10, toMs: 40 },
    { fromMs: 90, toMs: 200 },
  ]);
  expect(timeOutside({ fromMs: 0, toMs: 100 }, others)).toBe(60);
  expect(timeOutside({ fromMs: 12, toMs: 38 }, others)).toBe(0);
});
