import { z } from 'zod';
import type { LimitShape } from '#sdk/define-connector.ts';
import { secret } from '#sdk/secret.ts';
import { vendorUrl } from '#sdk/vendor-url.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PAGE_SIZE_MAX = 250;

/**
 * Points per second by plan; a full bucket holds twenty seconds of them. It is only where counting starts: every answer
 * carries the shop's real bucket, and that one is obeyed.
 */
const restoreRates = { standard: 100, advanced: 200, plus: 1_000, enterprise: 2_000 } as const;
const SECONDS_IN_BUCKET = 20;

/** What a merchant writes in the configuration for one store. */
export const shopifySettings = z
  .strictObject({
    /** The permanent domain of the shop, `acme.myshopify.com`; never the storefront's own domain. */
    shop: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i, 'expected <name>.myshopify.com')
      .transform((shop) => shop.toLowerCase()),
    /** Where to send the calls instead of `https://<shop>`: a sandbox or a proxy. Plain http only on this machine. */
    url: vendorUrl().optional(),
    /** A static Admin API token (`shpat_...`). Give either this or `clientId` and `clientSecret`. */
    accessToken: secret().optional(),
    clientId: z.string().min(1).optional(),
    clientSecret: secret().optional(),
    /** Signs webhooks: the app's client secret, which is also the default. */
    webhookSecret: secret().optional(),
    /** Still accepted while Shopify changes over after a rotation (up to an hour). */
    webhookSecretPrevious: secret().optional(),
    plan: z.enum(['standard', 'advanced', 'plus', 'enterprise']).default('standard'),
    /** How long a change of an order may stay invisible to a search. */
    indexLagMs: z.number().int().min(0).max(HOUR_MS).default(5_000),
    /** How far each poll looks back behind what it has seen; must be longer than `indexLagMs`. */
    overlapMs: z
      .number()
      .int()
      .min(1_000)
      .max(24 * HOUR_MS)
      .default(15 * MINUTE_MS),
    /** Whether customers are read, with what they agreed to. Needs scopes of its own, and is what a marketing tool is fed by. */
    customers: z.boolean().default(false),
    /** Whether the companies that buy are read with their orders (B2B). Needs a scope of its own. */
    companies: z.boolean().default(false),
    /** Whether an order's payment terms are read. Needs a scope of its own. */
    paymentTerms: z.boolean().default(false),
    /** Whether returns are read, with what is exchanged for them. Needs a scope of its own. */
    returns: z.boolean().default(false),
    customerPageSize: z.number().int().min(1).max(PAGE_SIZE_MAX).default(100),
    orderPageSize: z.number().int().min(1).max(PAGE_SIZE_MAX).default(250),
    /** The longest that a call whose answer was lost may still take effect. */
    quarantineMs: z.number().int().min(1_000).max(HOUR_MS).default(40_000),
    /** Whether Shopify writes to the customer when a fulfillment is created. */
    notifyCustomer: z.boolean().default(false),
  })
  .superRefine((settings, context) => {
    const hasClient = settings.clientId !== undefined && settings.clientSecret !== undefined;
    if (settings.accessToken === undefined && !hasClient) {
      const message = 'give accessToken, or clientId and clientSecret';
      context.addIssue({ code: 'custom', path: ['accessToken'], message });
    }
    if (settings.accessToken !== undefined && hasClient) {
      const message = 'give either accessToken or clientId and clientSecret, not both';
      context.addIssue({ code: 'custom', path: ['accessToken'], message });
    }
    if (settings.overlapMs <= settings.indexLagMs) {
      context.addIssue({ code: 'custom', path: ['overlapMs'], message: 'must be longer than indexLagMs' });
    }
  });

export type ShopifySettings = z.output<typeof shopifySettings>;

/** What is read only where the merchant wants it, because it needs scopes that not every app has. */
export type OptionalReads = Pick<ShopifySettings, 'customers' | 'companies' | 'paymentTerms' | 'returns'>;

/** Where calls go, without a slash at the end. */
export function baseUrlOf(settings: ShopifySettings): string {
  return settings.url ?? `https://${settings.shop}`;
}

export function limitsOf(settings: ShopifySettings): LimitShape {
  const restorePerSecond = restoreRates[settings.plan];
  return { kind: 'cost', capacity: restorePerSecond * SECONDS_IN_BUCKET, restorePerSecond };
}
