import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ShopifySandbox } from '#connectors/shopify/sandbox/start.ts';
import { customersRedact } from '#connectors/shopify/sandbox/webhooks/redaction.ts';
import type { Delivery } from '#sdk/sandbox/deliveries.ts';
import type { ErasedPerson } from './verdict/marketing-book.ts';

const AGAIN_MS = 1_000;
const PATIENCE_MS = 5_000;

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
  app: Pick<ShopifySandbox, 'shopDomain' | 'clientSecret'>,
): PrivacyDesk {
  const erased: ErasedPerson[] = [];
  const closed = new AbortController();
  let door = '';
  const tell = async (request: Omit<Delivery, 'url'>): Promise<void> => {
    // Such a request is repeated until somebody takes it.
    while (!(await isTaken({ ...request, url: `${door}/webhooks/${name}` }))) {
      await sleep(AGAIN_MS, undefined, { signal: closed.signal });
    }
  };
  return {
    erased,
    ask(person) {
      erased.push({ email: person.email, references: [`${name}:${person.id}`] });
      tell(customersRedact(app, person, randomUUID())).catch((error: unknown) => {
        if (!closed.signal.aborted) throw error;
      });
    },
    tellAt(doorUrl) {
      door = doorUrl;
    },
    close: () => closed.abort(new Error('the store is closed')),
  };
}

async function isTaken({ url, headers, body }: Delivery): Promise<boolean> {
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
