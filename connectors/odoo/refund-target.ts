import { afterWrite } from '#sdk/call-effect.ts';
import type { Page } from '#sdk/capabilities.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { BookedRefund, RefundTarget, RefundToBook } from '#sdk/refunds.ts';
import type { Client } from './client.ts';
import type { LineResolver } from './line-plan.ts';
import { type CreditNote, findCreditNote, searchCreditNotes } from './read-credit-notes.ts';
import { errorFromRefusal, refuseStuck } from './records.ts';
import { balanceCreditNote, loadCreditNote } from './write-credit-note.ts';

const PAGE_MAX = 100;

/**
 * Refunds in Odoo: customer credit notes that stand for themselves, so that they need no invoice and change no delivery. A
 * second import with our external id is the same credit note, so sending again is safe at any time.
 */
export function createRefundTarget(client: Client, resolver: LineResolver): RefundTarget {
  return {
    idempotency: { by: 'unique-reference' },
    quarantineMs: client.settings.quarantineMs,
    async find(reference) {
      const note = await findCreditNote(client, [['ref', '=', reference]]);
      return note === null ? null : toBooked(note);
    },
    read: (ids) => readNotes(client, ids),
    create: (refund) => createNote(client, resolver, refund),
    post: (id) => postNote(client, Number(id)),
    all: () => allNotes(client),
  };
}

/** A draft that an earlier try left half made is completed; what a person has posted or canceled since stays as it is. */
async function createNote(
  client: Client,
  resolver: LineResolver,
  refund: RefundToBook,
): Promise<BookedRefund> {
  const before = await findCreditNote(client, [['ref', '=', refund.reference]]);
  const isWhole = before !== null && before.total.minor === refund.total.minor;
  if (before !== null && (isWhole || before.state !== 'draft')) return toBooked(before);
  const { planned } = await loadCreditNote(client, refund, resolver);
  return afterWrite('Odoo', async () =>
    toBooked(await balanceCreditNote(client, resolver, { refund, planned })),
  );
}

/** Posts first and asks afterwards: a second posting is refused by Odoo, and the state then says why. */
async function postNote(client: Client, id: number): Promise<BookedRefund> {
  try {
    await client.call({ model: 'account.move', method: 'action_post', effect: 'write', ids: [id] });
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    const note = await findCreditNote(client, [['id', '=', id]]);
    if (note?.state === 'posted') return toBooked(note);
    throw error;
  }
  return afterWrite('Odoo', async () => {
    const note = await findCreditNote(client, [['id', '=', id]]);
    if (note?.state === 'posted') return toBooked(note);
    throw new RejectedError(`${note?.number ?? 'the credit note'} is not posted after its posting`, {
      code: 'not-posted',
    });
  });
}

async function readNotes(client: Client, ids: readonly string[]): Promise<readonly BookedRefund[]> {
  const numbers = ids.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0);
  const found: BookedRefund[] = [];
  for (let start = 0; start < numbers.length; start += PAGE_MAX) {
    const part = numbers.slice(start, start + PAGE_MAX);
    const { notes, refused } = await searchCreditNotes(client, [['id', 'in', part]], PAGE_MAX);
    const [bad] = refused;
    if (bad !== undefined) throw errorFromRefusal(bad);
    found.push(...notes.map(toBooked));
  }
  return found;
}

async function* allNotes(client: Client): AsyncIterable<Page<BookedRefund>> {
  let after = 0;
  for (;;) {
    const domain = [
      ['ref', '!=', false],
      ['id', '>', after],
    ];
    const { notes, refused, answer } = await searchCreditNotes(client, domain, PAGE_MAX);
    const complete = notes.length + refused.length < PAGE_MAX;
    const seen = [
      ...notes.map(({ odooId }) => odooId),
      ...refused.map(({ id }) => Number(id ?? Number.NaN)),
    ].filter((id) => Number.isSafeInteger(id));
    refuseStuck(complete ? seen : [...seen, Math.max(after, ...seen)], after, 'account.move');
    after = Math.max(after, ...seen);
    yield {
      items: notes.map(toBooked),
      refused,
      cursor: String(after),
      complete,
      sentAt: answer.sentAt,
      answeredAt: answer.answeredAt,
    };
    if (complete) return;
  }
}

function toBooked({ id, number, reference, state, total }: CreditNote): BookedRefund {
  return { id, number, reference, state, total };
}
