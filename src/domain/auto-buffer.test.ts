import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AutoBuffer, followExposure } from './auto-buffer.ts';

const rule = { max: 20, slack: 0.25, restMs: 1_000 };
const needs = fc.array(
  fc.record({
    needed: fc.integer({ min: 0, max: 120 }).map((count) => count / 4),
    afterMs: fc.integer({ min: 1, max: 700 }),
  }),
  {
    maxLength: 60,
  },
);

interface Step {
  readonly now: number;
  readonly needed: number;
  readonly buffer: AutoBuffer;
}

function follow(changes: readonly { readonly needed: number; readonly afterMs: number }[]): readonly Step[] {
  const steps: Step[] = [{ now: 0, needed: 0, buffer: { units: 0, neededAt: 0 } }];
  for (const { needed, afterMs } of changes) {
    const last = steps.at(-1);
    const now = (last?.now ?? 0) + afterMs;
    const buffer = followExposure(last?.buffer ?? { units: 0, neededAt: 0 }, needed, { rule, now });
    steps.push({ now, needed, buffer });
  }
  return steps;
}

test('a buffer that follows the risk always holds what is needed now, up to its limit', () => {
  fc.assert(
    fc.property(needs, (changes) => {
      for (const { needed, buffer } of follow(changes)) {
        expect(buffer.units).toBeGreaterThanOrEqual(Math.min(rule.max, Math.ceil(needed)));
        expect(buffer.units).toBeLessThanOrEqual(rule.max);
      }
    }),
  );
});

test('it is lowered only after a whole rest in which clearly less was needed', () => {
  fc.assert(
    fc.property(needs, (changes) => {
      const steps = follow(changes);
      for (const [index, { now, buffer }] of steps.entries()) {
        const before = steps[index - 1]?.buffer.units ?? 0;
        if (buffer.units >= before) continue;
        const rest = steps.filter((step) => step.now > now - rule.restMs && step.now <= now);
        for (const step of rest) expect(Math.ceil(step.needed)).toBeLessThan(before * (1 - rule.slack));
      }
    }),
  );
});

test('it does not flap, and comes down in the end', () => {
  const swinging = Array.from({ length: 50 }, (_, index) => ({
    needed: index % 2 === 0 ? 10 : 8,
    afterMs: 600,
  }));
  expect(
    new Set(
      follow(swinging)
        .slice(1)
        .map(({ buffer }) => buffer.units),
    ),
  ).toEqual(new Set([10]));
  const spikes = Array.from({ length: 50 }, (_, index) => ({
    needed: index % 2 === 0 ? 10 : 0,
    afterMs: 600,
  }));
  expect(
    new Set(
      follow(spikes)
        .slice(1)
        .map(({ buffer }) => buffer.units),
    ),
  ).toEqual(new Set([10]));
  const calm = [
    { needed: 10, afterMs: 1 },
    ...Array.from({ length: 3 }, () => ({ needed: 1, afterMs: 600 })),
  ];
  expect(follow(calm).at(-1)?.buffer.units).toBe(1);
});
