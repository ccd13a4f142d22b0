import { startShipbobSandbox } from '#connectors/shipbob/sandbox/start.ts';
import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import type { HandSandbox } from './hand-sandbox.ts';

const STOCK_MAX = 100;

/** A ShipBob account whose one fulfillment center keeps the products of the other sandboxes, SKU-0001 and so on. */
export async function startShipbobForHands(options: {
  readonly port: number;
  readonly seed: number;
  readonly products: number;
}): Promise<HandSandbox> {
  const { port, seed, products } = options;
  const draw = createSeededDraw(seed);
  const sandbox = await startShipbobSandbox({ port, seed });
  const { id } = sandbox.warehouse.addLocation({ name: 'Fulfillment center' });
  for (let number = 1; number <= products; number += 1) {
    const sku = `SKU-${String(number).padStart(4, '0')}`;
    sandbox.warehouse.addItem({ sku, onHand: { [id]: Math.floor(draw() * STOCK_MAX) } });
  }
  const { url, token, channelId } = sandbox;
  return { url, settings: { url, token, channelId }, close: () => sandbox.close() };
}
