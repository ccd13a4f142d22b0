import { z } from 'zod';
import { country, name, region, sku } from './fields.ts';

const routingRule = z.strictObject({
  /** The lowest is asked first; equal ones in the order in which they are written. */
  priority: z.int().min(0).max(1_000).default(0),
  when: z
    .strictObject({
      countries: z.array(country).default([]),
      regions: z.array(region).default([]),
      skus: z.array(sku).default([]),
      tags: z.array(name).default([]),
    })
    .prefault({}),
  /** Names of `locations`, the preferred first. */
  shipFrom: z.array(name).min(1, 'expected at least one location'),
  /** `any` ships from there although the units are not at hand. */
  stock: z.enum(['at-hand', 'any']).default('at-hand'),
});

/** Which location ships what: as the channel assigned it, or by rules. */
export const routing = z.strictObject({
  by: z.enum(['channel', 'rules']).default('channel'),
  split: z.enum(['allow', 'keep-together']).default('allow'),
  rules: z.record(name, routingRule).default({}),
});

const holdKind = z.enum(['unpaid', 'risk', 'address', 'pre-order', 'manual']);

/** What keeps an order back from being shipped. Nothing does, unless it is named here. */
export const holds = z.strictObject({
  /** The least that must have happened to the payment. */
  payment: z.enum(['none', 'authorized', 'paid']).default('none'),
  /** Payment methods, as the channel names them, that are paid after the goods came. */
  paidLater: z.array(z.string().min(1)).default([]),
  /** The channel suspects fraud. */
  risk: z.boolean().default(false),
  /** The delivery address has no street, city or country, or the channel calls it wrong. */
  address: z.boolean().default(false),
  /** Goods that are not there yet: `backorder.*.shipsFrom`, or a date that the channel set. */
  preOrder: z.boolean().default(false),
  /** All other holds of a person or an app in the channel. */
  manual: z.boolean().default(false),
  /** Tag of an order -> the kind of hold that it means. */
  tags: z.record(z.string().min(1), holdKind).default({}),
});
