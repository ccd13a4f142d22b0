import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeSpans, momentBefore, timeOutside } from './spans.ts';

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

test('the moment before has exactly the time asked for between it and the end', () => {
  const span = fc
    .tuple(fc.nat(1_000), fc.nat(200))
    .map(([fromMs, length]) => ({ fromMs, toMs: fromMs + length }));
  fc.assert(
    fc.property(
      fc.array(span, { maxLength: 8 }),
      fc.nat(1_200),
      fc.integer({ min: 1, max: 300 }),
      (spans, atMs, lengthMs) => {
        const others = mergeSpans(spans);
        expect(timeOutside({ fromMs: momentBefore(atMs, lengthMs, others), toMs: atMs }, others)).toBe(
          lengthMs,
        );
      },
    ),
  );
});
