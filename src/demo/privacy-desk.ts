import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ShopifySandbox } from '#connectors/shopify/sandbox/start.ts';
import type { ErasedPerson } from './verdict/marketing-book.ts';

const AGAIN_MS = 1_000;
const PATIENCE_MS = 5_000;
const TOPIC = 'customers/redact';

/** Where people ask a store to forget them; it tells Syncline by the webhook that the law asks for. */
export interface PrivacyDesk {
  ask(person: { readonly id: string; readonly email: string }): void;
  /** Everybody who has asked. */
  readonly erased: readonly ErasedPerson[];
  /** Where Syncline listens. */
  tellAt(doorUrl: string): void;
  close(): void;
}

/** @param name the connection's name. */
export function openPrivacyDesk(
  name: string,
  { shopDomain, clientSecret }: Pick<ShopifySandbox, 'shopDomain' | 'clientSecret'>,
): PrivacyDesk {
  const erased: ErasedPerson[] = [];
  const closed = new AbortController();
  let door = '';
  const tell = async (body: string): Promise<void> => {
    const headers = {
      'content-type': 'application/json',
      'x-shopify-topic': TOPIC,
      'x-shopify-shop-domain': shopDomain,
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-hmac-sha256': createHmac('sha256', clientSecret).update(body).digest('base64'),
    };
    // Such a request is repeated until somebody takes it.
    while (!(await isTaken(`${door}/webhooks/${name}`, { headers, body }))) {
      await sleep(AGAIN_MS, undefined, { signal: closed.signal });
    }
  };
  return {
    erased,
    ask({ id, email }) {
      erased.push({ email, references: [`${name}:${id}`] });
      const body = JSON.stringify({
        customer: { id: Number(id.split('/').at(-1)), email },
        orders_to_redact: [],
      });
      tell(body).catch((error: unknown) => {
        if (!closed.signal.aborted) throw error;
      });
    },
    tellAt(doorUrl) {
      door = doorUrl;
    },
    close: () => closed.abort(new Error('the store is closed')),
  };
}

async function isTaken(
  url: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
): Promise<boolean> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    // Nobody listens, or not in time: the same as a refusal.
    return false;
  }
}
