import { expect, test } from 'vitest';
import { openShipbobAccount } from '#tests/support/shipbob-account.ts';
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

test('a refusal that quotes the address is parked without it', async () => {
  const { target, ask, rewrite } = openShipbobAccount();
  rewrite((response, { operation }) => {
    if (operation !== 'requests.create') return { ...response, body: '[]' };
    return {
      ...response,
      status: 422,
      body: '{"recipient.address":["Main Street 1, 60804 cannot be verified"]}',
    };
  });
  const error = await target.create(ask('store:1', { TEE: 1 })).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'RejectedError', code: 'http-422' });
  expect(error instanceof Error ? error.cause : 'none').toBeUndefined();
  expect(String(error)).toContain('recipient.address: [value], [value] cannot be verified');
});
