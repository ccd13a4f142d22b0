import { z } from 'zod';

/** Names become parts of addresses, metrics and keys. */
export const name = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,39}$/,
    'expected a name of lower-case letters, digits and dashes, such as store-us',
  );
export const share = z.number().min(0).max(1);
export const units = z.int().min(0).max(1_000_000);
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'expected a country of two capital letters, such as US');
export const region = z
  .string()
  .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'expected a country and a region, such as US-CA');
/** Byte for byte as the systems write it. */
export const sku = z.string().min(1);

/** A moment as people write it; comes out as epoch ms. */
export const moment = z
  .union(
    [z.iso.datetime({ offset: true }), z.iso.date(), z.date()],
    'expected a date such as 2026-11-01 or 2026-11-01T00:00:00Z',
  )
  .transform((written) => new Date(written).getTime());
