import { expect, test } from 'vitest';
import { openShipbobAccount } from '#tests/support/shipbob-account.ts';

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
