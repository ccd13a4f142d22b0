import { z } from 'zod';

export const SHOP_DOMAIN = 'history.myshopify.com';

/** What the two vendors tell of themselves. */
export const historyWorld = z.object({
  storeUrl: z.url(),
  accessToken: z.string(),
  mailUrl: z.url(),
  apiKey: z.string(),
});
export type HistoryWorld = z.output<typeof historyWorld>;

/** What the books of the marketing tool say at the end, against those of the store. */
export const verdict = z.object({
  customers: z.int(),
  orders: z.int(),
  events: z.int(),
  duplicated: z.int(),
  missing: z.int(),
  /** Events that were not marked as history, messages that went out, customers who are written to. */
  live: z.int(),
  messages: z.int(),
  raised: z.int(),
  /** Calls beyond a limit of the tool. */
  breaches: z.int(),
  /** Calls of the tool by operation, against its published limits. */
  calls: z.record(
    z.string(),
    z.object({
      calls: z.int(),
      most_per_second: z.int(),
      limit_per_second: z.int(),
      most_per_minute: z.int(),
      limit_per_minute: z.int(),
    }),
  ),
  store_calls: z.record(z.string(), z.int()),
});
export type Verdict = z.output<typeof verdict>;
