import { z } from 'zod';
import { secret } from '#sdk/secret.ts';
import { vendorUrl } from '#sdk/vendor-url.ts';

const PRODUCTION = 'https://api.shipbob.com';
/** As published: 150 calls in a sliding minute, per user and application. */
const REQUESTS_PER_MINUTE = 150;
const PAGE_MAX = 250;
const PAGE_SIZE = 100;
const OVERLAP_MS = 300_000;
const QUARANTINE_MS = 60_000;
const STOCK_LAG_MS = 60_000;

/** The form in which ShipBob takes and gives the secret of a subscription. */
export const WEBHOOK_SECRET = /^whsec_[a-zA-Z0-9+/]{32}$/u;

const webhookSecret = secret().refine(
  (value) => WEBHOOK_SECRET.test(value.reveal()),
  'expected whsec_ and 32 characters of base64',
);

/** Settings of one ShipBob connection; `docs/connectors/shipbob.md` explains each with examples. */
export const settings = z
  .object({
    url: vendorUrl().default(PRODUCTION),
    /** A personal access token, or the access token of an OAuth application. */
    token: secret(),
    /** The channel under which requests are made and found; references are unique within it. */
    channelId: z.string().regex(/^\d+$/u, 'expected the number of a channel, as text'),
    /** Signs deliveries. Absent: no webhooks, polling only. */
    webhookSecret: webhookSecret.optional(),
    /** Accepted besides the current one, while it is being replaced. */
    webhookSecretPrevious: webhookSecret.optional(),
    /** The shipping method of a request that names none, as ShipBob's "Ship Option Mapping" lists it. */
    shippingMethod: z.string().min(1).default('Standard'),
    /** The store's name of a method -> ShipBob's. What is not listed is passed on as it is. */
    shippingMethods: z.record(z.string(), z.string().min(1)).default({}),
    /** Whether ShipBob is told of the returns that stores agree to. Off where another tool does it. */
    announceReturns: z.boolean().default(false),
    requestsPerMinute: z.int().positive().default(REQUESTS_PER_MINUTE),
    pageSize: z.int().min(1).max(PAGE_MAX).default(PAGE_SIZE),
    /** How long a change may stay invisible to a search; ShipBob publishes no figure. Every poll looks this far back. */
    overlapMs: z.int().nonnegative().default(OVERLAP_MS),
    /** The longest that a call whose answer was lost may still take effect; ShipBob publishes no figure. */
    quarantineMs: z.int().min(1_000).default(QUARANTINE_MS),
    /** How old a number of units may be when it is given; ShipBob publishes no figure. */
    stockLagMs: z.int().nonnegative().default(STOCK_LAG_MS),
  })
  .strict();

export type ShipbobSettings = z.output<typeof settings>;
