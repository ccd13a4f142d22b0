import { expect, test } from 'vitest';
import { vendorWords } from './vendor-words.ts';

test('what a refusal quotes does not get into an error, and long words are cut', () => {
  const words = vendorWords(
    `The street "Main Street 1" of 'Ada Lovelace' (ada@example.test) isn't\n known ${'x'.repeat(400)}`,
  );
  expect(words).toMatch(/^The street \[value\] of \[value\] \(\[email\]\) isn't known x+\.\.\.$/);
  expect(words.length).toBeLessThan(310);
});

test('long numbers go where they may be phone numbers, and stay where they are ids', () => {
  expect(vendorWords('no order 60012345')).toBe('no order 60012345');
  expect(vendorWords('call +1 (555) 010-99 88', { numbers: true })).toBe('call [number]');
});
