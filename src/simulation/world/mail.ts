import { createKlaviyoSandbox, type KlaviyoSandboxCore } from '#connectors/klaviyo/sandbox/start.ts';
import type { Timeline } from '../timeline.ts';
import { createVendorClock } from './vendor-clock.ts';

export const MAIL = 'mail';
const HOST = 'mail.sim';

/** The tool that writes to customers. */
export interface Mail {
  readonly sandbox: KlaviyoSandboxCore;
  readonly host: string;
  readonly url: string;
  /** The list of those who have bought something. */
  readonly buyers: string;
}

export function openMail(timeline: Timeline, seed: number, skus: readonly string[]): Mail {
  const url = `https://${HOST}`;
  const sandbox = createKlaviyoSandbox({
    clock: createVendorClock(timeline),
    seed,
    origin: url,
    // Histories poll every few seconds.
    isLimited: false,
    sendWebhook: () => Promise.resolve(200),
  });
  for (const sku of skus) sandbox.people.addVariant(sku);
  return { sandbox, host: HOST, url, buyers: sandbox.people.addList('Buyers') };
}
