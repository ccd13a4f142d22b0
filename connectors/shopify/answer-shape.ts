import { z } from 'zod';

/** One entry of `extensions.cost`, https://shopify.dev/docs/api/usage/rate-limits. */
const costShape = z.object({
  requestedQueryCost: z.number().optional(),
  actualQueryCost: z.number().nullish(),
  throttleStatus: z
    .object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number() })
    .optional(),
});

const graphErrorShape = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  extensions: z.object({ code: z.string().optional() }).optional(),
});

const searchShape = z.object({
  warnings: z.array(z.object({ field: z.string().nullish(), message: z.string() })).optional(),
});

/** What every GraphQL answer of Shopify looks like from outside; `data` is checked by the caller of each operation. */
export const envelopeShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  // A text for refused credentials and shops, an object for a malformed request, a list for everything else.
  errors: z.union([z.string(), z.array(graphErrorShape), z.record(z.string(), z.unknown())]).optional(),
  extensions: z.object({ cost: costShape.optional(), search: z.array(searchShape).optional() }).optional(),
});

export type Envelope = z.output<typeof envelopeShape>;
export type Cost = z.output<typeof costShape>;
export type GraphError = z.output<typeof graphErrorShape>;

/** The words of a mutation's `userErrors`; many payloads have no `code`. */
export const userErrorsShape = z.array(
  z.object({
    field: z.array(z.string()).nullish(),
    message: z.string(),
    code: z.string().nullish(),
  }),
);

export type UserErrors = z.output<typeof userErrorsShape>;

export const pageInfoShape = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** The first thing that is wrong with a value, as `lines[0].quantity: expected number`. Never with the value itself. */
export function describeIssue(error: z.ZodError): { readonly path: string; readonly reason: string } {
  const issue = error.issues[0];
  if (issue === undefined) return { path: '', reason: 'unusable' };
  const path = issue.path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('');
  const where = path.startsWith('.') ? path.slice(1) : path;
  return { path: where, reason: `${where}: ${issue.message}` };
}
