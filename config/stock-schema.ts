import { z } from 'zod';
import { duration } from './duration.ts';
import { moment, name, share, sku, units } from './fields.ts';
import { perSku } from './per-sku.ts';

const UNITS_PER_MAX = 100_000;
const unitsPerCount = z.int().min(1).max(UNITS_PER_MAX);

/** How many units are in one of what an authority counts. */
export const unitsPer = z.strictObject({ ...perSku(unitsPerCount), others: unitsPerCount.default(1) });

/** Tag -> SKUs; the merchant's own groups of items. */
export const tags = z.record(name, z.array(sku));

const rule = {
  /** Part of the available units, rounded down. */
  share: share.default(1),
  /** Units at most. */
  cap: units.nullable().default(null),
  /** Fewer than this are shown as 0. */
  showMin: units.default(0),
};

/** What part of the available units a channel shows: the buffer comes off first, then share, cap and minimum apply. */
export const allocation = z.strictObject({ ...rule, ...perSku(z.strictObject(rule)) });

/** What may be sold below zero. */
export const backorder = z.strictObject(
  perSku(
    z.strictObject({
      units,
      /** From this moment on nothing may be sold below zero; absent: no end. */
      until: moment.nullable().default(null),
      /** A pre-order: when the goods are there. Orders of it wait until then, where `holds.preOrder` says so. */
      shipsFrom: moment.nullable().default(null),
    }),
  ),
);

/** SKU -> what it is made of when it is sold. */
export const bundles = z.record(
  sku,
  z.strictObject({
    /** SKU -> units in one bundle. A part may be a bundle itself, whose parts are plain. */
    parts: z
      .record(sku, unitsPerCount)
      .refine((parts) => Object.keys(parts).length > 0, 'expected at least one part'),
    /** Assembled ahead: counted and sold as an item of its own, and its parts are left alone. */
    stocked: z.boolean().default(false),
  }),
);

/** A buffer that follows the risk to oversell, on top of `buffer`. */
export const autoBuffer = z.strictObject({
  max: units,
  /** A change of less than this share does not lower it. */
  slack: share.default(0.25),
  /** How long less must have been enough before it is lowered. */
  rest: duration({ min: '1s', max: '7d' }).default(900_000),
});
