import { z } from 'zod';
import { secret } from '#sdk/secret.ts';
import { vendorUrl } from '#sdk/vendor-url.ts';

const PRODUCTION = 'https://a.klaviyo.com';
const PAGE_MAX = 100;
const OVERLAP_MS = 600_000;
const QUARANTINE_MS = 60_000;
/** Of a secret that signs, in characters: shorter ones are guessed. */
const WEBHOOK_SECRET_MIN = 16;

const webhookSecret = secret().refine(
  (value) => value.reveal().length >= WEBHOOK_SECRET_MIN,
  `expected ${WEBHOOK_SECRET_MIN} characters or more`,
);

/** Settings of one Klaviyo connection; `docs/connectors/klaviyo.md` explains each with examples. */
export const settings = z
  .object({
    url: vendorUrl().default(PRODUCTION),
    /** A private API key, `pk_...`. */
    apiKey: secret(),
    /** Signs deliveries. Absent: no webhooks, polling only. */
    webhookSecret: webhookSecret.optional(),
    /** Accepted besides the current one, while it is being replaced. */
    webhookSecretPrevious: webhookSecret.optional(),
    /** The list whose opt-in process decides for consent that was given at a store; absent: the account's own. */
    consentList: z.string().min(1).optional(),
    pageSize: z.int().min(1).max(PAGE_MAX).default(PAGE_MAX),
    /** How long a change may stay invisible to a search; Klaviyo publishes no figure. Every poll looks this far back. */
    overlapMs: z.int().nonnegative().default(OVERLAP_MS),
    /** The longest that a call whose answer was lost may still take effect; Klaviyo publishes no figure. */
    quarantineMs: z.int().min(1_000).default(QUARANTINE_MS),
  })
  .strict();

export type KlaviyoSettings = z.output<typeof settings>;
