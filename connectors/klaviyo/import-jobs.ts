import { z } from 'zod';
import type { BatchOutcome, RefusedMember } from '#sdk/batches.ts';
import type { ProfileToWrite } from '#sdk/customers.ts';
import { RejectedError } from '#sdk/errors.ts';
import { vendorWords } from '#sdk/vendor-words.ts';
import type { Client } from './client.ts';
import { linkedPages } from './linked-pages.ts';
import { parseRows } from './records.ts';
import { toAttributes } from './to-attributes.ts';

/** The published limits of one job: 10,000 profiles and 5 MB, of which the second comes first. */
export const PROFILES_MAX = 1_000;

const job = z.object({
  data: z.object({
    id: z.string().min(1),
    attributes: z.object({
      status: z.enum(['queued', 'processing', 'complete', 'cancelled']),
      failed_count: z.int().nullish(),
    }),
  }),
});
const importError = z.object({
  id: z.string(),
  attributes: z.object({
    code: z.string(),
    title: z.string(),
    source: z.object({ pointer: z.string().nullable() }),
  }),
});

/** Starts a job that imports the profiles. HTTP 202 only says that it was accepted. */
export async function importProfiles(
  client: Client,
  profiles: readonly ProfileToWrite[],
): Promise<BatchOutcome> {
  if (profiles.length > PROFILES_MAX) throw new RangeError(`${profiles.length} profiles in one job`);
  if (profiles.length === 0) return { state: 'done', refused: [] };
  const data = profiles.map((profile) => ({ type: 'profile', attributes: toAttributes(profile) }));
  const answer = await client.write({
    operation: 'bulk_import_profiles',
    body: { data: { type: 'profile-bulk-import-job', attributes: { profiles: { data } } } },
    schema: job,
  });
  return { state: 'running', id: answer.data?.data.id ?? '' };
}

/** What became of a job, with whom it refused. */
export async function importOutcome(client: Client, id: string): Promise<BatchOutcome> {
  const { data } = await client.read({ operation: 'get_bulk_import_profiles_job', id, schema: job });
  const { status, failed_count: failed } = data.data.attributes;
  if (status === 'cancelled') {
    throw new RejectedError('Klaviyo canceled the import of these profiles', { code: 'import-canceled' });
  }
  if (status !== 'complete') return { state: 'running', id };
  const refused = failed === 0 ? [] : await importErrors(client, id);
  // Somebody was refused and nobody says who: then nobody of the batch is taken for written unseen.
  const nameless = refused.length === 0 && (failed ?? 0) > 0;
  return { state: 'done', refused: nameless ? [unnamed] : refused };
}

const unnamed: RefusedMember = { position: null, reason: 'Klaviyo refused a profile and does not say why' };

async function importErrors(client: Client, id: string): Promise<readonly RefusedMember[]> {
  const refused: RefusedMember[] = [];
  const query = { 'page[size]': String(client.settings.pageSize) };
  const operation = 'get_errors_for_bulk_import_profiles_job';
  for await (const page of linkedPages(client, { operation, id, query })) {
    const parsed = parseRows(importError, page.data, 'import-error');
    refused.push(
      ...parsed.rows.map(({ attributes }) => ({
        position: positionOf(attributes.source.pointer),
        // The detail and the payload that come with it repeat who it was.
        reason: `${attributes.code}: ${vendorWords(attributes.title, { numbers: true })}`,
      })),
      ...parsed.refused.map(({ reason }) => ({ position: null, reason })),
    );
  }
  return refused;
}

/** A place in the request's body, `/data/attributes/profiles/data/3/attributes/email`. */
function positionOf(pointer: string | null): number | null {
  const digits = /\/profiles\/data\/(\d{1,5})(?:\/|$)/u.exec(pointer ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}
