import { z } from 'zod';
import { secret } from '#sdk/secret.ts';

const OVERLAP_MS = 60_000;
const CALLS_AT_ONCE = 4;
const QUARANTINE_MS = 40_000;

/** An Odoo tax: its database id, or its external id (`l10n_de.tax_19`). */
const taxReference = z.union([
  z.int().positive(),
  z.string().regex(/^\w+\.[\w-]+$/u, 'expected an id or an external id module.name'),
]);

/** One Odoo tax for both kinds of prices, or one for each: in Odoo "included in price" is a property of the tax. */
const taxTarget = z.union([
  taxReference,
  z.object({ included: taxReference.optional(), excluded: taxReference.optional() }).strict(),
]);

const productCode = z.string().min(1);

/** Settings of one Odoo connection; `docs/connectors/odoo.md` explains each with examples. */
export const settings = z
  .object({
    /** `https://erp.example.com`, without a path. */
    url: z.url().transform((url) => url.replace(/\/+$/u, '')),
    database: z.string().min(1),
    /** The API user's login. Odoo 19 knows the user by its key alone. */
    login: z.string().min(1),
    /** An API key of that user; with 17 and 18 its password works too. */
    apiKey: secret(),
    version: z.union([z.literal('auto'), z.literal(17), z.literal(18), z.literal(19)]).default('auto'),
    /** Database id of the company, for a user who may see several. */
    company: z.int().positive().optional(),
    /** Database id of the warehouse that ships an order when nothing else says so. */
    warehouse: z.int().positive().optional(),
    salesTeam: z.int().positive().optional(),
    salesperson: z.int().positive().optional(),
    /** Store tax -> Odoo tax. The key is a rate (`0.19`), or title and rate (`State Tax@0.0725`), which goes first. */
    taxes: z
      .record(z.string().regex(/(^|@)\d+(\.\d+)?$/u, 'expected 0.19 or Title@0.19'), taxTarget)
      .default({}),
    /** Currency -> database id of a pricelist in it. The company's own currency needs none. */
    pricelists: z.record(z.string().regex(/^[A-Z]{3}$/u), z.int().positive()).default({}),
    /** Payment terms, as the store names them (`Net 30`) -> database id of Odoo's. Others are left to Odoo. */
    paymentTerms: z.record(z.string().min(1), z.int().positive()).default({}),
    /** Carrier, as the system that ships names it -> database id of the delivery method in Odoo. */
    carriers: z.record(z.string().min(1), z.int().positive()).default({}),
    /** Internal references of the products under which amounts without an item are booked. */
    products: z
      .object({
        shipping: productCode.default('SYNC-SHIPPING'),
        tip: productCode.default('SYNC-TIP'),
        duties: productCode.default('SYNC-DUTIES'),
        fees: productCode.default('SYNC-FEES'),
        rounding: productCode.default('SYNC-ROUNDING'),
        custom: productCode.default('SYNC-CUSTOM'),
        refund: productCode.default('SYNC-REFUND'),
      })
      .strict()
      .prefault({}),
    /** Whether a missing product of those may be created. */
    createProducts: z.boolean().default(true),
    /** First part of all external ids that Syncline makes. Never change it while orders are open. */
    module: z
      .string()
      .regex(/^[a-z][a-z0-9_]*$/u)
      .default('syncline'),
    /** The longest transaction in this Odoo: `write_date` is a transaction's start, so every cursor looks this far back. */
    overlapMs: z.int().nonnegative().default(OVERLAP_MS),
    /** The longest that a call whose answer was lost may still take effect. */
    quarantineMs: z.int().min(1_000).default(QUARANTINE_MS),
    /** Calls at once; used when `requestsPerSecond` is absent. */
    concurrency: z.int().positive().default(CALLS_AT_ONCE),
    requestsPerSecond: z.number().positive().optional(),
    burst: z.int().positive().optional(),
  })
  .strict();

export type OdooSettings = z.output<typeof settings>;
export type TaxReference = z.output<typeof taxReference>;
export type ExtraProduct = keyof OdooSettings['products'];
