import { createShopifyClient } from '#connectors/shopify/client.ts';
import { fetchOrders } from '#connectors/shopify/fetch-orders.ts';
import type { TestShop } from '#connectors/shopify/sandbox/test-shop.ts';
import { type OptionalReads, shopifySettings } from '#connectors/shopify/settings.ts';
import type { Order } from '#domain/order.ts';
import type { Fetched } from '#sdk/capabilities.ts';
import type { HttpPort } from '#sdk/http.ts';
import { createScriptedShop } from './scripted-shop.ts';

/** Orders of a shop without a server, read as the connector reads them. */
export async function readShopOrders(
  shop: TestShop,
  ids: readonly string[],
  reads: Partial<OptionalReads> = {},
): Promise<Fetched<Order>> {
  const settings = shopifySettings.parse({ shop: shop.shopDomain, accessToken: shop.accessToken, ...reads });
  const http: HttpPort = {
    async call(request) {
      const { method, headers = {}, body = '' } = request;
      const path = new URL(request.url).pathname;
      const answer = await shop.handler({ method, path, headers, body });
      const at = shop.clock.now();
      return { ...answer, headers: answer.headers ?? {}, sentAt: at, answeredAt: at };
    },
  };
  const { tools } = createScriptedShop(() => ({}));
  return fetchOrders(createShopifyClient(settings, { ...tools, http }), settings, ids);
}
