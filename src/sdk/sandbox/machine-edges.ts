import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#sdk/clock.ts';
import type { SendDelivery } from './deliveries.ts';

const WEBHOOK_TIMEOUT_MS = 15_000;

/** The clock of a sandbox that nobody hands another one. */
export const machineClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (delayMs, signal) => sleep(delayMs, undefined, signal === undefined ? {} : { signal }),
};

/** The way of a sandbox's webhooks, unless somebody hands it another one: HTTP, with the patience that its vendor has. */
export function sendByHttp(timeoutMs = WEBHOOK_TIMEOUT_MS): SendDelivery {
  return async ({ url, headers, body }) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    // Read to its end, so that the connection can be used again.
    await response.arrayBuffer();
    return response.status;
  };
}
