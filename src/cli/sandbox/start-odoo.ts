import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import { startOdooSandbox } from '#connectors/odoo/sandbox/start.ts';
import type { HandSandbox } from './hand-sandbox.ts';

const STOCK_MAX = 100;
const PRICE_MINOR_MAX = 10_000;

/** An Odoo with a few stocked products, SKU-0001 and so on, in its first warehouse. */
export async function startOdooForHands(options: {
  readonly port: number;
  readonly seed: number;
  readonly products: number;
  readonly version: '17' | '18' | '19';
}): Promise<HandSandbox> {
  const draw = createSeededDraw(options.seed);
  const sandbox = await startOdooSandbox({
    port: options.port,
    seed: options.seed,
    version: toVersion(options.version),
  });
  for (let number = 1; number <= options.products; number += 1) {
    const sku = `SKU-${String(number).padStart(4, '0')}`;
    const onHand = Math.floor(draw() * STOCK_MAX);
    sandbox.erp.addProduct({
      sku,
      name: `Product ${number}`,
      priceMinor: 100 + Math.floor(draw() * PRICE_MINOR_MAX),
      onHand: { WH: onHand },
    });
  }
  const { url, database, login, apiKey } = sandbox;
  return { url, settings: { url, database, login, apiKey }, close: () => sandbox.close() };
}

function toVersion(text: '17' | '18' | '19'): 17 | 18 | 19 {
  if (text === '17') return 17;
  return text === '18' ? 18 : 19;
}
