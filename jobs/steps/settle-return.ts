import type { OrderReturn } from '#domain/order-return.ts';
import type { ReturningGoods } from '#reconcile/plan-returns.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { AnnouncedReturn, ReturnToAnnounce } from '#sdk/returns.ts';
import { amendReturn, announceOnce, shownBy, withdrawReturn } from './announce-return.ts';
import { comingGoods, expectsOther } from './coming-goods.ts';
import type { ReturnBooks } from './return-books.ts';
import { disputeOf, type ReturnDispute } from './return-disputes.ts';
import type { ReturnRun } from './return-run.ts';

/** Goods of one return that come back to one location, and what they are called in the ledger. */
export interface ReturnPart {
  readonly returned: OrderReturn;
  readonly reference: string;
  /** Null: nothing is to come any more. */
  readonly wanted: ReturningGoods | null;
}

/** Brings one part as far as the warehouse lets it; null: nothing stands against it. */
export async function settleReturn(
  run: ReturnRun,
  books: ReturnBooks,
  part: ReturnPart,
): Promise<ReturnDispute | null> {
  if (await waitsToBeShown(run, books, part)) return null;
  try {
    return part.wanted === null
      ? await takeBack(run, books, part)
      : await makeExpected(run, books, { ...part, wanted: part.wanted });
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    const type = part.wanted === null ? 'return-not-withdrawn' : 'return-refused';
    return disputeOf(part.returned, type, error.message);
  }
}

/** A list that does not show what was made a moment ago says nothing of it. */
async function waitsToBeShown(
  run: ReturnRun,
  { links, there }: ReturnBooks,
  { reference }: ReturnPart,
): Promise<boolean> {
  const link = links.get(reference);
  if (link === undefined || there.has(link.theirs)) return false;
  const { context, work } = run;
  const dueAt = await shownBy(run, reference);
  if (dueAt === null || dueAt <= context.clock.now()) return false;
  context.wait(work, { dueAt, reason: 'the warehouse does not show a return yet', waitsFor: 'quarantine' });
  return true;
}

async function makeExpected(
  run: ReturnRun,
  books: ReturnBooks,
  { returned, reference, wanted }: ReturnPart & { readonly wanted: ReturningGoods },
): Promise<ReturnDispute | null> {
  const link = books.links.get(reference);
  const there = link === undefined ? undefined : books.there.get(link.theirs);
  if (link !== undefined && there === undefined)
    return disputeOf(returned, 'return-gone', `${link.label ?? link.theirs} is gone from the warehouse`);
  if (there !== undefined && there.status === 'canceled')
    return disputeOf(returned, 'return-canceled-in-warehouse', `${there.reference} was canceled there`);
  // What has arrived is for the warehouse to count.
  if (there !== undefined && there.status !== 'expected') return null;
  const coming = await comingGoods(run, { returned, reference, goods: wanted });
  if (there === undefined) return announceUnlessMade(run, books, { returned, reference, coming });
  if (expectsOther(there, coming))
    await amendReturn(run, {
      id: there.id,
      goods: reference,
      coming: { ...coming, reference: there.reference },
    });
  return null;
}

/** A merchant, or another tool, may have told the warehouse already: two returns for one box would be worse than none. */
async function announceUnlessMade(
  run: ReturnRun,
  { foreign }: ReturnBooks,
  {
    returned,
    reference,
    coming,
  }: { readonly returned: OrderReturn; readonly reference: string; readonly coming: ReturnToAnnounce },
): Promise<ReturnDispute | null> {
  const items = new Set(coming.lines.map(({ listingId }) => listingId));
  const made = foreign.find(
    ({ receipt, recordedAt }) =>
      receipt.status !== 'canceled' &&
      (receipt.status !== 'completed' || recordedAt >= returned.createdAt) &&
      receipt.lines.some(({ listingId }) => items.has(listingId)),
  );
  if (made !== undefined)
    return disputeOf(
      returned,
      'return-made-there',
      `the warehouse has a return ${made.receipt.id} of this order that was not announced by Syncline`,
    );
  await announceOnce(run, { goods: reference, coming });
  return null;
}

async function takeBack(
  run: ReturnRun,
  { links, there }: ReturnBooks,
  { reference }: ReturnPart,
): Promise<ReturnDispute | null> {
  const link = links.get(reference);
  const announced: AnnouncedReturn | undefined = link === undefined ? undefined : there.get(link.theirs);
  if (announced === undefined || announced.status === 'canceled') return null;
  await withdrawReturn(run, { id: announced.id, goods: reference });
  return null;
}
