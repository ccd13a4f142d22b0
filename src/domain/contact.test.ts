import { expect, test } from 'vitest';
import { normalizeContact } from './contact.ts';

test('one address in two spellings is one', () => {
  expect(normalizeContact('email', ' Ada@Example.TEST ')).toBe('ada@example.test');
  expect(normalizeContact('sms', '+49 151 / 123-456')).toBe('+49151123456');
});
