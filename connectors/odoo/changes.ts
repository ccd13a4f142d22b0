import { z } from 'zod';
import type { Client } from './client.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { OdooAnswer } from './protocol.ts';
import { refuseStuck, requireRows } from './records.ts';

/** One page of rows that changed, in the order of their ids. */
export interface ChangedRows {
  readonly result: readonly unknown[];
  readonly answer: OdooAnswer;
  readonly cursor: string;
  readonly complete: boolean;
}

interface ChangeQuery {
  readonly model: string;
  readonly fields: readonly string[];
  /** Conditions besides the time. */
  readonly domain: readonly unknown[];
  /** Fields whose `>=` says "changed since"; several are alternatives. */
  readonly stamps?: readonly string[];
  readonly limit: number;
  readonly context?: Readonly<Record<string, unknown>>;
}

// `since`: seconds text of Odoo; rows stamped at or after it, less the overlap, are read. `after`: the last id of a pass
// that is under way. `high`: the next pass's `since`.
const cursorShape = z
  .object({ since: z.string().nullable(), high: z.string().nullable(), after: z.int() })
  .strict();
type ChangeCursor = z.output<typeof cursorShape>;

const stamped = z.object({ id: z.int(), write_date: z.string() });

/**
 * Walks over the rows that changed since a cursor. `write_date` is the start of a transaction, so a row may turn up
 * long after its stamp: every pass looks back by the overlap, with `>=`, and rows may come twice. Inside a pass the order
 * is by id, which no change moves. The next pass starts at the newest stamp of this pass's *first* page: rows that
 * change under the reader's hands have a later one. Only Odoo's own clock is used.
 */
export async function* changedRows(
  client: Client,
  cursor: string | null,
  query: ChangeQuery,
): AsyncGenerator<ChangedRows> {
  let at = parseCursor(cursor);
  for (;;) {
    const answer = await client.call({
      model: query.model,
      method: 'search_read',
      effect: 'read',
      params: {
        domain: [
          ...query.domain,
          ...sinceDomain(at, query.stamps ?? ['write_date'], client.settings.overlapMs),
          ['id', '>', at.after],
        ],
      },
      options: { fields: [...query.fields, 'write_date'], order: 'id', limit: query.limit },
      ...(query.context === undefined ? {} : { context: query.context }),
    });
    const rows = requireRows(stamped, answer.result, query.model);
    refuseStuck(
      rows.map(({ id }) => id),
      at.after,
      query.model,
    );
    const high = at.after === 0 ? newest(at.since, rows) : at.high;
    const complete = rows.length < query.limit;
    at = complete
      ? { since: high, high: null, after: 0 }
      : { ...at, high, after: Math.max(...rows.map(({ id }) => id)) };
    yield { result: answer.result as unknown[], answer, cursor: JSON.stringify(at), complete };
    if (complete) return;
  }
}

function sinceDomain(
  { since }: ChangeCursor,
  stamps: readonly string[],
  overlapMs: number,
): readonly unknown[] {
  if (since === null) return [];
  const from = new Date(Date.parse(`${since.replace(' ', 'T')}Z`) - overlapMs)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');
  const leaves = stamps.map((stamp) => [stamp, '>=', from]);
  return [...Array.from({ length: leaves.length - 1 }, () => '|'), ...leaves];
}

function newest(since: string | null, rows: readonly { write_date: string }[]): string | null {
  return rows.reduce<string | null>(
    (latest, { write_date: at }) => (latest === null || at > latest ? at : latest),
    since,
  );
}

function parseCursor(cursor: string | null): ChangeCursor {
  if (cursor === null) return { since: null, high: null, after: 0 };
  try {
    return cursorShape.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new RejectedError('the cursor of this pull is not one of the Odoo connector', {
      code: 'bad-cursor',
      cause,
    });
  }
}
