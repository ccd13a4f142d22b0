import { z } from 'zod';
import { RejectedError, TransientError, UnknownOutcomeError } from '#sdk/errors.ts';
import type { Client } from './client.ts';
import { errorFromComplaint, vendorWords } from './vendor-errors.ts';

const loadAnswer = z.object({
  ids: z.union([z.array(z.int()), z.literal(false), z.null()]),
  messages: z
    .array(z.object({ type: z.string(), message: z.string(), field: z.string().optional() }))
    .default([]),
});

/**
 * Odoo's import, the one way to write with an external id of ours: the same id twice is one record, also when both
 * come at once. One transaction. Every cell is text; an empty one unsets the field.
 *
 * @throws {TransientError} another transaction had the record: nothing was written. The answer is HTTP 200 all the same.
 * @throws {RejectedError} any message at all. Warnings are failures: they stand for a guess, such as the first of two products.
 */
export async function load(
  client: Client,
  model: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<readonly number[]> {
  const { result } = await client.call({
    model,
    method: 'load',
    effect: 'write',
    params: { fields: columns, data: rows },
  });
  const parsed = loadAnswer.safeParse(result);
  if (!parsed.success)
    throw new UnknownOutcomeError(`Odoo answered an import of ${model} with something unknown`);
  const { ids, messages } = parsed.data;
  const [first] = messages;
  if (first === undefined && Array.isArray(ids) && ids.length > 0) return ids;
  if (first === undefined) throw new UnknownOutcomeError(`Odoo imported no ${model} and did not say why`);
  const error = errorFromComplaint(
    { name: 'odoo.exceptions.ValidationError', message: first.message },
    'write',
  );
  if (error instanceof TransientError) throw error;
  const words = messages.map(({ field, message }) =>
    vendorWords(field === undefined ? message : `${field}: ${message}`),
  );
  throw new RejectedError(`Odoo refused the import: ${words.slice(0, 3).join('; ')}`, {
    code: Array.isArray(ids) ? 'load-warning' : 'load-refused',
  });
}
