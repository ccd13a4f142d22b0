import { z } from 'zod';
import { type Money, roundedFromDecimal } from '#domain/money.ts';
import type { RefusedRecord } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { BookedRefund } from '#sdk/refunds.ts';
import type { Client } from './client.ts';
import type { OdooAnswer } from './protocol.ts';
import { errorFromRefusal, parseRows, requiredLink, text } from './records.ts';

const states = { draft: 'draft', posted: 'posted', cancel: 'canceled' } as const;

const noteRow = z.object({
  id: z.int(),
  // A draft has no number: `/` in 17 and 18, false in 19.
  name: text,
  state: z.enum(['draft', 'posted', 'cancel']),
  ref: text,
  currency_id: requiredLink,
  amount_total: z.number(),
  amount_tax: z.number(),
});

/** A credit note as Odoo has it now. */
export interface CreditNote extends BookedRefund {
  readonly odooId: number;
  readonly tax: Money;
}

export interface ReadCreditNotes {
  readonly notes: readonly CreditNote[];
  readonly refused: readonly RefusedRecord[];
  readonly answer: OdooAnswer;
}

/** Customer credit notes that a domain finds, in order of their ids. */
export async function searchCreditNotes(
  client: Client,
  domain: readonly unknown[],
  limit: number,
): Promise<ReadCreditNotes> {
  const answer = await client.call({
    model: 'account.move',
    method: 'search_read',
    effect: 'read',
    params: { domain: [['move_type', '=', 'out_refund'], ...domain] },
    options: { fields: Object.keys(noteRow.shape), order: 'id', limit },
  });
  const { rows, refused } = parseRows(noteRow, answer.result, 'account.move');
  return { notes: rows.map(toNote), refused, answer };
}

/** One credit note by a domain, or null. @throws RejectedError when several answer to one reference. */
export async function findCreditNote(client: Client, domain: readonly unknown[]): Promise<CreditNote | null> {
  const { notes, refused } = await searchCreditNotes(client, domain, 2);
  if (notes.length + refused.length > 1) {
    throw new RejectedError(
      'Odoo has several credit notes with this reference; cancel all but one and take its reference off',
      {
        code: 'several-refunds',
      },
    );
  }
  const [bad] = refused;
  if (bad !== undefined) throw errorFromRefusal(bad);
  return notes[0] ?? null;
}

function toNote(row: z.output<typeof noteRow>): CreditNote {
  const currency = row.currency_id.name;
  return {
    odooId: row.id,
    id: String(row.id),
    number: row.name === null || row.name === '/' ? `draft ${row.id}` : row.name,
    reference: row.ref ?? '',
    state: states[row.state],
    total: roundedFromDecimal(row.amount_total, currency),
    tax: roundedFromDecimal(row.amount_tax, currency),
  };
}
