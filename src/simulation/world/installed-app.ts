import { connectors } from '#connectors/registry.ts';
import { createShopify } from '#connectors/shopify/sandbox/create-shopify.ts';
import type { Subscription } from '#connectors/shopify/sandbox/webhooks/subscriptions.ts';
import type { Clock } from '#sdk/clock.ts';
import type { HttpPort } from '#sdk/http.ts';
import { PUBLIC_URL } from './configuration.ts';
import { type ShopRights, shopScopes } from './shop-scopes.ts';

const stillClock: Clock = { now: () => 0, monotonicMs: () => 0, sleep: () => Promise.resolve() };
const silence = (): void => undefined;

/** What the connector itself subscribes to: most histories begin with an app that was installed long ago. */
export async function readInstalledSubscriptions(merchant: ShopRights): Promise<readonly Subscription[]> {
  const shop = createShopify({
    clock: stillClock,
    allowLoopbackWebhooks: true,
    scopes: shopScopes(merchant),
    sendWebhook: () => Promise.resolve(200),
  });
  const http: HttpPort = {
    call: async ({ method, url, headers = {}, body = '' }) => {
      const { pathname, search } = new URL(url);
      const lower = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      );
      const answer = await shop.handler({ method, path: pathname + search, headers: lower, body });
      return {
        status: answer.status,
        headers: answer.headers ?? {},
        body: answer.body,
        sentAt: 0,
        answeredAt: 0,
      };
    },
  };
  const shopify = connectors.find(({ name }) => name === 'shopify');
  const { clientId, clientSecret } = shop;
  const settings = {
    shop: shop.shopDomain,
    clientId,
    clientSecret,
    customers: merchant.hasCustomers,
    returns: merchant.hasReturns,
  };
  const account = shopify?.open(settings, {
    http,
    clock: stillClock,
    random: { next: () => 0, id: () => 'installed' },
    log: { debug: silence, info: silence, warn: silence, error: silence },
  });
  await account?.webhooks?.register(`${PUBLIC_URL}/webhooks/store`);
  return shop.subscriptions();
}
