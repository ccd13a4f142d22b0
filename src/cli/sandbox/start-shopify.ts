import { startShopifySandbox } from '#connectors/shopify/sandbox/start.ts';
import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import type { HandSandbox } from './hand-sandbox.ts';

const STOCK_MAX = 100;
const PRICE_MINOR_MAX = 10_000;

/** A store that sells the products of the Odoo sandbox, SKU-0001 and so on, from one location. */
export async function startShopifyForHands(options: {
  readonly port: number;
  readonly seed: number;
  readonly products: number;
  readonly plan: 'standard' | 'advanced' | 'plus' | 'enterprise';
}): Promise<HandSandbox> {
  const draw = createSeededDraw(options.seed);
  const { port, seed, plan } = options;
  const sandbox = await startShopifySandbox({ port, seed, plan, allowLoopbackWebhooks: true });
  const location = sandbox.shop.addLocation({ name: 'Main' });
  for (let number = 1; number <= options.products; number += 1) {
    const sku = `SKU-${String(number).padStart(4, '0')}`;
    const available = Math.floor(draw() * STOCK_MAX);
    const priceMinor = 100 + Math.floor(draw() * PRICE_MINOR_MAX);
    sandbox.shop.addProduct({
      title: `Product ${number}`,
      variants: [{ sku, priceMinor, inventory: { [location.id]: available } }],
    });
  }
  const { url, shopDomain: shop, clientId, clientSecret } = sandbox;
  return { url, settings: { url, shop, clientId, clientSecret, plan }, close: () => sandbox.close() };
}
