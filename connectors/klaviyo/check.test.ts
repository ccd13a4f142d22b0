import { expect, test } from 'vitest';
import { openKlaviyoAccount } from '#tests/support/klaviyo-account.ts';
import { SCOPES } from './sandbox/start.ts';

const codesOf = async (account: ReturnType<typeof openKlaviyoAccount>): Promise<readonly string[]> =>
  (await account.connection.check()).map(({ severity, code }) => `${severity} ${code}`);

test('an account in good order has nothing to mend', async () => {
  expect(await codesOf(openKlaviyoAccount())).toEqual(['ok access.works', 'ok scopes.unknown']);
});

test('orders that another integration tells Klaviyo of already are named, because they would count twice', async () => {
  const account = openKlaviyoAccount();
  account.state.metrics.set('Placed Order', 'Shopify');
  account.state.metrics.set('Opened Email', 'Klaviyo');
  account.state.metrics.set('Refunded Order', 'API');
  const [finding] = (await account.connection.check()).filter(({ severity }) => severity === 'warning');
  expect(finding?.code).toBe('events.doubled');
  expect(finding?.message).toMatch(/^Shopify tells/);
});

test('each scope that is missing is named, and the rest is looked at all the same', async () => {
  const scopes = SCOPES.filter((scope) => scope !== 'lists:read' && scope !== 'webhooks:read');
  const findings = await openKlaviyoAccount({ scopes }).connection.check();
  expect(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([
    'the key lacks lists:read',
    'the key lacks webhooks:read',
  ]);
});

test('without a secret it says that nothing is heard between polls', async () => {
  const account = openKlaviyoAccount({
    settings: { webhookSecret: undefined, webhookSecretPrevious: undefined },
  });
  expect(account.connection.webhooks).toBeUndefined();
  expect(await codesOf(account)).toContain('warning webhooks.absent');
});
