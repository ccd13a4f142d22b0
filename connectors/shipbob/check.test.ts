import { afterEach, expect, test } from 'vitest';
import { editing, openShipbobAccount, takeShipbobViolations } from '#tests/support/shipbob-account.ts';

afterEach(() => expect(takeShipbobViolations()).toEqual([]));

test('a good account has nothing but good news', async () => {
  const { connection, requests } = openShipbobAccount();
  expect((await connection.check()).map(({ severity }) => severity)).toEqual(['ok']);
  expect(requests.every(({ method }) => method === 'GET')).toBe(true);
});

test('a channel that the token does not reach is named, with those that it does', async () => {
  const { connection, channelId } = openShipbobAccount({ settings: { channelId: '7' } });
  const found = (await connection.check()).find(({ code }) => code === 'channel.missing');
  expect(found).toMatchObject({ severity: 'error', message: 'the token does not reach channel 7' });
  expect(found?.advice).toContain(channelId);
});

test('scopes of webhooks are needed only with webhooks, and their absence is said', async () => {
  const scopes = ['channels_read', 'orders_read', 'orders_write', 'inventory_read', 'products_read'];
  const rest = ['returns_read', 'locations_read'];
  const settings = { webhookSecret: undefined, webhookSecretPrevious: undefined };
  const polling = await openShipbobAccount({ scopes: [...scopes, ...rest], settings }).connection.check();
  expect(polling.map(({ code }) => code)).toEqual(['access.works', 'webhooks.absent']);
  const hooked = await openShipbobAccount({ scopes: [...scopes, ...rest] }).connection.check();
  expect(hooked.find(({ severity }) => severity === 'error')?.message).toBe(
    'the channel lacks webhooks_read, webhooks_write',
  );
});

test('a token without the scope of channels, and scopes that nobody tells, are named', async () => {
  const { connection, rewrite } = openShipbobAccount();
  rewrite((response) => ({ ...response, status: 403, body: '' }));
  expect(await connection.check()).toMatchObject([{ severity: 'error', code: 'scopes.missing' }]);
  rewrite(
    editing('check.channels', (body) => {
      const page = body as { items: object[] };
      return { ...page, items: page.items.map((channel) => ({ ...channel, scopes: null })) };
    }),
  );
  expect((await connection.check()).map(({ code }) => code)).toEqual(['access.works', 'scopes.unknown']);
});

test('a version that ShipBob has given up is suggested as the reason', async () => {
  const { connection, rewrite } = openShipbobAccount();
  rewrite((response) => ({ ...response, status: 410, body: '' }));
  const [found] = await connection.check();
  expect(found).toMatchObject({ severity: 'error', code: 'access.fails' });
  expect(found?.advice).toContain('2026-01');
});
