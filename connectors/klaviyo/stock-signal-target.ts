import { z } from 'zod';
import type { BatchOutcome } from '#sdk/batches.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { StockSignal, StockSignalTarget } from '#sdk/stock-signals.ts';
import { vendorWords } from '#sdk/vendor-words.ts';
import type { Client } from './client.ts';

/** As published. */
const VARIANTS_MAX = 100;
/** As published: only catalogs that came by the API can be written, and this is how their variants are named. */
const CATALOG = '$custom:::$default:::';

const job = z.object({
  data: z.object({
    id: z.string().min(1),
    attributes: z.object({
      status: z.enum(['queued', 'processing', 'complete', 'cancelled']),
      failed_count: z.int().nullish(),
      errors: z
        .array(
          z.object({
            code: z.string(),
            title: z.string(),
            source: z.object({ pointer: z.string().nullable() }),
          }),
        )
        .nullish(),
    }),
  }),
});

/** Numbers of Klaviyo's own catalog, from which it tells who waits for an item that it is back, and what runs low. */
export function createStockSignalTarget(client: Client): StockSignalTarget {
  return {
    idempotency: { by: 'unique-reference' },
    quarantineMs: client.settings.quarantineMs,
    batchMax: VARIANTS_MAX,
    tell: (signals) => tell(client, signals),
    outcome: (id) => outcome(client, id),
  };
}

async function tell(client: Client, signals: readonly StockSignal[]): Promise<BatchOutcome> {
  if (signals.length > VARIANTS_MAX) throw new RangeError(`${signals.length} variants in one job`);
  if (signals.length === 0) return { state: 'done', refused: [] };
  const data = signals.map(({ itemReference, available }) => ({
    type: 'catalog-variant',
    id: `${CATALOG}${itemReference}`,
    attributes: { inventory_quantity: available },
  }));
  const answer = await client.write({
    operation: 'bulk_update_catalog_variants',
    body: { data: { type: 'catalog-variant-bulk-update-job', attributes: { variants: { data } } } },
    schema: job,
  });
  return { state: 'running', id: answer.data?.data.id ?? '' };
}

async function outcome(client: Client, id: string): Promise<BatchOutcome> {
  const { data } = await client.read({ operation: 'get_bulk_update_variants_job', id, schema: job });
  const { status, failed_count: failed, errors } = data.data.attributes;
  if (status === 'cancelled') {
    throw new RejectedError('Klaviyo canceled the change of these variants', { code: 'import-canceled' });
  }
  if (status !== 'complete') return { state: 'running', id };
  const refused = (errors ?? []).map(({ code, title, source }) => ({
    position: positionOf(source.pointer),
    reason: `${code}: ${vendorWords(title, { numbers: true })}`,
  }));
  if (refused.length > 0 || (failed ?? 0) === 0) return { state: 'done', refused };
  return {
    state: 'done',
    refused: [{ position: null, reason: 'Klaviyo refused a variant and does not say why' }],
  };
}

/** A place in the request's body, `/data/attributes/variants/data/3`. */
function positionOf(pointer: string | null): number | null {
  const digits = /\/variants\/data\/(\d{1,5})(?:\/|$)/u.exec(pointer ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}
