import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWorthTelling } from './stock-signal.ts';

const units = fc.nat(20);

test('whoever hears what is worth telling knows whether there is any, and what is low to the unit', () => {
  fc.assert(
    fc.property(fc.array(units, { minLength: 1 }), fc.nat(8), (numbers, lowStock) => {
      let told: number | null = null;
      for (const available of numbers) {
        if (isWorthTelling(told, available, lowStock)) told = available;
        expect(told === 0).toBe(available === 0);
        expect((told ?? 0) <= lowStock).toBe(available <= lowStock);
        if (available <= lowStock) expect(told).toBe(available);
      }
    }),
  );
});

test('what is plenty before and after is not told, and the same is not told twice', () => {
  fc.assert(
    fc.property(units, units, fc.nat(8), (before, after, lowStock) => {
      const isPlenty = Math.min(before, after) > lowStock && before > 0 && after > 0;
      if (isPlenty || before === after) expect(isWorthTelling(before, after, lowStock)).toBe(false);
      else expect(isWorthTelling(before, after, lowStock)).toBe(true);
    }),
  );
});
