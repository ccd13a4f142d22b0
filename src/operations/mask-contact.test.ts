import { expect, test } from 'vitest';
import { maskContact } from './mask-contact.ts';

test('a contact can be recognized and not be written to', () => {
  expect(maskContact({ email: 'ada@example.test', phone: null })).toBe('a***@example.test');
  expect(maskContact({ email: '@example.test', phone: null })).toBe('***');
  expect(maskContact({ email: null, phone: '+4915112345678' })).toBe('***78');
  expect(maskContact({ email: null, phone: null })).toBe('-');
});
