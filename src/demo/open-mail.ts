import { type KlaviyoSandbox, startKlaviyoSandbox } from '#connectors/klaviyo/sandbox/start.ts';
import type { DemoMail } from '#config/demo.ts';
import type { OpenStore } from './open-store.ts';

const READERS = 24;
/** Of three readers one has long been subscribed, at both ends. */
const EVERY_SUBSCRIBED = 3;
const LONG_AGO_MS = 30 * 86_400_000;

export interface OpenMail {
  readonly sandbox: KlaviyoSandbox;
  readonly settings: DemoMail;
  /** Customers of the store with an account and no order. */
  readonly readers: readonly Reader[];
}

export interface Reader {
  /** The store's customer id. */
  readonly id: string;
  readonly email: string;
  /** Whether they have been subscribed from the beginning, at the store and at the tool. */
  readonly isSubscriber: boolean;
}

/** A Klaviyo account that a store feeds, and people who read what it sends; some of them it knows already. */
export async function openMail({ settings, sandbox: store }: OpenStore, seed: number): Promise<OpenMail> {
  const sandbox = await startKlaviyoSandbox({ seed });
  const readers = Array.from({ length: READERS }, (_, index): Reader => {
    const email = `reader-${index + 1}@example.com`;
    const { id } = store.shop.addCustomer({ email, firstName: 'Rea', lastName: `Der ${index + 1}` });
    const isSubscriber = index % EVERY_SUBSCRIBED === 0;
    if (isSubscriber) {
      store.shop.sayConsent(id, 'email', 'yes', Date.now() - LONG_AGO_MS);
      sandbox.people.addProfile({ email });
      sandbox.people.subscribe({ email }, 'email');
    }
    return { id, email, isSubscriber };
  });
  return {
    sandbox,
    readers,
    settings: { url: sandbox.url, apiKey: sandbox.apiKey, stores: [settings.name] },
  };
}
