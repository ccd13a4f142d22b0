import { startKlaviyoSandbox } from '#connectors/klaviyo/sandbox/start.ts';
import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import type { HandSandbox } from './hand-sandbox.ts';

const SHARE_OF_SUBSCRIBED = 0.6;

/** A Klaviyo account with a few people, person-1@example.com and so on, of whom some have said yes, and the variants of the other sandboxes. */
export async function startKlaviyoForHands(options: {
  readonly port: number;
  readonly seed: number;
  readonly products: number;
  readonly profiles: number;
}): Promise<HandSandbox> {
  const { port, seed, products, profiles } = options;
  const draw = createSeededDraw(seed);
  const sandbox = await startKlaviyoSandbox({ port, seed });
  for (let number = 1; number <= profiles; number += 1) {
    const email = `person-${number}@example.com`;
    sandbox.people.addProfile({ email });
    if (draw() < SHARE_OF_SUBSCRIBED) sandbox.people.subscribe({ email }, 'email');
  }
  for (let number = 1; number <= products; number += 1)
    sandbox.people.addVariant(`SKU-${String(number).padStart(4, '0')}`);
  const { url, apiKey } = sandbox;
  return { url, settings: { url, apiKey }, close: () => sandbox.close() };
}
