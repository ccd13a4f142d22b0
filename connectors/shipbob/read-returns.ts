import { z } from 'zod';
import { MalformedAnswerError, RejectedError } from '#sdk/errors.ts';
import type { AnnouncedReturn } from '#sdk/returns.ts';
import { API, type Client } from './client.ts';
import { readList } from './linked-pages.ts';
import { errorFromRefusal, parseRows } from './records.ts';
import { statusOf } from './to-receipt.ts';

const IDS_AT_ONCE = 50;
const REFERENCE_MAX = 50;

/** Of a return, what its announcement was about. The answers to writes have these fields too. */
export const announcedRow = z.object({
  id: z.int(),
  status: z.string(),
  reference_id: z.string().nullable(),
  inventory: z.array(z.object({ id: z.int(), quantity: z.int().nonnegative() })),
});

/** Refuses a reference that ShipBob could not keep, or that its filter would take for two. */
export function refuseBadReturnReference(reference: string): void {
  if (reference !== '' && reference.length <= REFERENCE_MAX && !reference.includes(',')) return;
  throw new RejectedError('a reference of a return must have 1 to 50 characters and no comma', {
    code: 'bad-reference',
  });
}

/** The return with our reference, canceled ones too. */
export async function findReturn(client: Client, reference: string): Promise<AnnouncedReturn | null> {
  refuseBadReturnReference(reference);
  const rows = await listBy(client, { name: 'ReferenceIds', values: [reference] }, 'returns.find');
  const found = rows.filter((row) => row.reference === reference);
  if (found.length < rows.length) throw unasked();
  if (found.length > 1)
    throw new RejectedError('ShipBob has several returns with one reference', { code: 'several-returns' });
  return found[0] ?? null;
}

/** By ShipBob's ids; missing ones are left out. */
export async function readReturns(
  client: Client,
  ids: readonly string[],
): Promise<readonly AnnouncedReturn[]> {
  const wanted = [...new Set(ids.filter((id) => /^\d+$/u.test(id)))];
  const found: AnnouncedReturn[] = [];
  for (let start = 0; start < wanted.length; start += IDS_AT_ONCE) {
    const values = wanted.slice(start, start + IDS_AT_ONCE);
    const rows = await listBy(client, { name: 'Ids', values }, 'returns.read');
    if (rows.some(({ id }) => !values.includes(id))) throw unasked();
    found.push(...rows);
  }
  return found;
}

/** By item: an item may come in several rows, one for each lot. */
export function toAnnounced(row: z.output<typeof announcedRow>): AnnouncedReturn {
  const units = new Map<string, number>();
  for (const { id, quantity } of row.inventory)
    units.set(String(id), (units.get(String(id)) ?? 0) + quantity);
  return {
    id: String(row.id),
    reference: row.reference_id ?? '',
    status: statusOf(row),
    lines: [...units].map(([listingId, quantity]) => ({ listingId, quantity })),
  };
}

async function listBy(
  client: Client,
  filter: { readonly name: 'Ids' | 'ReferenceIds'; readonly values: readonly string[] },
  operation: string,
): Promise<readonly AnnouncedReturn[]> {
  const values = filter.values.map((value) => encodeURIComponent(value)).join(',');
  const { data } = await readList(client, {
    from: `${API}/return?Limit=${client.settings.pageSize}&SortOrder=Asc&${filter.name}=${values}`,
    operation,
  });
  const { rows, refused } = parseRows(announcedRow, data, 'return');
  const [bad] = refused;
  if (bad !== undefined) throw errorFromRefusal(bad);
  return rows.map(toAnnounced);
}

function unasked(): MalformedAnswerError {
  return new MalformedAnswerError(
    'ShipBob answered with returns that were not asked for',
    'return.reference_id',
  );
}
