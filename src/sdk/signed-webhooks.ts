import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Connection, RawWebhook, Verdict, WebhookSource } from './define-connector.ts';
import type { Secret } from './secret.ts';

const FINGERPRINT_CHARACTERS = 12;

/** What a vendor's subscriptions are to say: where to deliver, and what to sign with. */
export interface WantedSubscription {
  readonly url: string;
  readonly secret: Secret;
}

export type SubscriptionChanges = Awaited<ReturnType<WebhookSource['register']>>;

/** The current secret first, then the previous one while it is being replaced. */
export interface SigningKeys {
  readonly secrets: readonly Secret[];
  readonly now: number;
}

/** The webhooks of a vendor that signs with a secret of ours. Without one nothing could be verified, so there are none. */
export function signedWebhooks(
  settings: {
    readonly webhookSecret?: Secret | undefined;
    readonly webhookSecretPrevious?: Secret | undefined;
  },
  clock: Clock,
  parts: {
    readonly verify: (webhook: RawWebhook, keys: SigningKeys) => Verdict;
    readonly interpret: WebhookSource['interpret'];
    readonly register: (wanted: WantedSubscription) => Promise<SubscriptionChanges>;
    readonly missing: (wanted: WantedSubscription) => Promise<readonly string[]>;
  },
): Pick<Connection, 'webhooks'> {
  const { webhookSecret: secret, webhookSecretPrevious: previous } = settings;
  if (secret === undefined) return {};
  const secrets = previous === undefined ? [secret] : [secret, previous];
  return {
    webhooks: {
      verify: (webhook) => parts.verify(webhook, { secrets, now: clock.now() }),
      interpret: parts.interpret,
      register: (url) => parts.register({ url, secret }),
      missing: (url) => parts.missing({ url, secret }),
    },
  };
}

/**
 * Tells in a subscription's description what it was made with: vendors show their secrets to nobody, so without it a
 * subscription that signs with an old one would look right.
 */
export function fingerprintOf(...texts: readonly string[]): string {
  const hash = createHash('sha256')
    .update(`syncline ${texts.join(' ')}`)
    .digest('hex');
  return hash.slice(0, FINGERPRINT_CHARACTERS);
}
