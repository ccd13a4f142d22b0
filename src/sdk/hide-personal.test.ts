import { expect, test } from 'vitest';
import { requestToShip } from '#tests/support/request-to-ship.ts';
import { hidePersonal } from './hide-personal.ts';

const { recipient } = requestToShip({ reference: 'store:1', lines: [] });

test('what words repeat of a person is hidden in any spelling, the rest stays', () => {
  expect(hidePersonal('MAIN STREET 1 in Cicero, IL is not known to Ada Lovelace, is it', recipient)).toBe(
    '[value] in [value], IL is not known to [value], is it',
  );
});

test('a street of special characters is text and no pattern', () => {
  const delivery = recipient.delivery && { ...recipient.delivery, street: 'A+ (back) [1] \\d/-x' };
  expect(hidePersonal('not A+ (back) [1] \\d/-x, but AAA', { ...recipient, delivery })).toBe(
    'not [value], but AAA',
  );
});
