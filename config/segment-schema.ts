import { z } from 'zod';
import { consentStates } from '#domain/consent.ts';
import { duration } from './duration.ts';
import { country, name, region, sku, units } from './fields.ts';

const COUNT_MAX = 1_000_000;
const currency = z.string().regex(/^[A-Z]{3}$/, 'expected a currency of three capital letters, such as EUR');
/** As people write it: 49.9. It becomes minor units of its currency. */
const amount = z.number().min(0).max(1_000_000_000);

function range<Value extends z.ZodNumber>(value: Value) {
  return z
    .strictObject({ min: value.nullable().default(null), max: value.nullable().default(null) })
    .refine(({ min, max }) => min !== null || max !== null, 'expected min, max, or both')
    .refine(({ min, max }) => min === null || max === null || min <= max, 'expected min not above max');
}

const span = duration({ min: '1h', max: '3650d' });
const age = z
  .strictObject({
    /** At most so long ago. */
    within: span.nullable().default(null),
    /** Longer ago than this. */
    olderThan: span.nullable().default(null),
  })
  .refine(({ within, olderThan }) => within !== null || olderThan !== null, {
    error: "expected within, olderThan, or both, such as { within: '90d' }",
  })
  .refine(
    ({ within, olderThan }) => within === null || olderThan === null || olderThan < within,
    'expected olderThan shorter than within: nothing is both',
  );

const texts = z.array(z.string().min(1)).min(1, 'expected at least one');
const consents = z.array(z.enum(consentStates)).min(1, 'expected at least one');

const conditions = z.strictObject({
  /** How many orders the store counts. */
  orders: range(z.int().min(0).max(COUNT_MAX)).optional(),
  /** Currency -> what was spent, as the store adds it up. */
  spent: z
    .record(currency, range(amount))
    .refine((all) => Object.keys(all).length > 0, 'expected a currency, such as { EUR: { min: 500 } }')
    .optional(),
  firstOrder: age.optional(),
  lastOrder: age.optional(),
  /** At least one of these items, or of those with these tags of `tags`. */
  bought: z
    .strictObject({ skus: z.array(sku).default([]), tags: z.array(name).default([]) })
    .refine(({ skus, tags }) => skus.length + tags.length > 0, 'expected skus, tags, or both')
    .optional(),
  countries: z.array(country).min(1, 'expected at least one').optional(),
  regions: z.array(region).min(1, 'expected at least one').optional(),
  /** Tags that the store gives its customers. */
  tags: texts.optional(),
  stores: z.array(name).min(1, 'expected at least one').optional(),
  consent: z
    .strictObject({ email: consents.optional(), sms: consents.optional() })
    .refine(
      ({ email, sms }) => email !== undefined || sms !== undefined,
      "expected a channel, such as { email: ['subscribed'] }",
    )
    .optional(),
});

/** A group of customers: all of `where`, at least one of `any`, and none of `not`. */
export const segment = z
  .strictObject({
    where: conditions.default({}),
    any: z.array(conditions).max(20).default([]),
    not: z.array(conditions).max(20).default([]),
  })
  .refine(
    ({ where, any, not }) => [where, ...any, ...not].some((one) => Object.keys(one).length > 0),
    'expected a condition: without one it would be everybody',
  )
  .refine(
    ({ any, not }) => [...any, ...not].every((one) => Object.keys(one).length > 0),
    'expected a condition in each of any and not',
  );

/** Where the members of a segment are shown. */
export const destination = z
  .strictObject({
    /** The tool's own id of a list that holds nobody else. */
    list: z.string().min(1).nullable().default(null),
    /** The profile names its segments. */
    property: z.boolean().default(false),
  })
  .refine(({ list, property }) => list !== null || property, {
    error: "expected list: '<id of a list>', property: true, or both",
  });

const GROWING = 'expected four growing steps';

function grows([one, two, three, four]: readonly [number, number, number, number]): boolean {
  return one < two && two < three && three < four;
}

const count = z.int().min(2).max(COUNT_MAX);

/** Where the grades of recency, frequency and monetary value lie. */
export const rfm = z.strictObject({
  recency: z.tuple([span, span, span, span]).prefault(['30d', '90d', '180d', '365d']).refine(grows, GROWING),
  orders: z.tuple([count, count, count, count]).default([2, 3, 5, 10]).refine(grows, GROWING),
  /** Currency -> steps. No default can know them. */
  spent: z.record(currency, z.tuple([amount, amount, amount, amount]).refine(grows, GROWING)).default({}),
});

/** Which numbers of stock a tool is told. */
export const stockSignals = z.strictObject({
  /** Up to so many units every change is told. */
  lowStock: units.default(5),
  /** Changes of one item within this time are told as one. */
  gather: duration({ min: '1s', max: '1d' }).default(30_000),
});
