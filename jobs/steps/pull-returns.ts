import { orderFromReference } from '#reconcile/order-document.ts';
import { orderOfRequest } from '#reconcile/request-reference.ts';
import { orderOfReturn } from '#reconcile/return-reference.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { ReturnReceipt } from '#sdk/returns.ts';
import { refreshStock } from './marks.ts';
import { namedOf, openUnreadable, refuseNameless } from './refused-records.ts';
import { announceReturns } from './return-marks.ts';
import { RETURN_LINK } from './return-run.ts';

/** One that could not be read is shown again by the source for as long as it is open, so the cursor may go on. */
const UNREADABLE = {
  type: 'unreadable-return',
  suggestion: 'Correct the return in the warehouse system, or report the shape of the answer.',
} as const;

/**
 * Goods that came back, as the warehouse says. Nothing is added to any stock by it: what was put back on the shelf is in the
 * next reading of the authority, which is made due.
 */
export async function pullReturns(context: JobContext): Promise<void> {
  const { connection, ledger, clock, account } = context;
  const source = account.returns?.source;
  if (source === undefined) return;
  const { cursor } = await ledger.read((tx) => tx.cursors.get(connection, 'returns'));
  for await (const page of source.changedSince(cursor)) {
    await ledger.write(async (tx) => {
      for (const receipt of page.items) await recordReturn(context, tx, receipt);
      await openUnreadable(context, tx, namedOf(page.refused), UNREADABLE);
      if (page.refused.some(({ id }) => id === null)) return;
      await tx.cursors.save(connection, 'returns', {
        cursor: page.cursor,
        ...(page.complete ? { completedAt: clock.now() } : {}),
      });
    });
    refuseNameless(page.refused, 'returns');
    if (page.complete) return;
    context.signal.throwIfAborted();
    await context.prolong();
  }
}

async function recordReturn(
  { connection, settings, clock, account }: JobContext,
  tx: LedgerTransaction,
  receipt: ReturnReceipt,
): Promise<void> {
  const announced = (await tx.links.ours(RETURN_LINK, connection, [receipt.id])).get(receipt.id);
  const reference = announced === undefined ? orderOf(receipt) : orderOfReturn(announced.ours);
  const origin = reference === null ? null : orderFromReference(reference);
  const order =
    origin === null || settings.channels[origin.connection] === undefined
      ? null
      : { connection: origin.connection, id: origin.orderId };
  const before = await tx.returns.get(connection, receipt.id);
  await tx.discrepancies.close(UNREADABLE.type, connection, receipt.id, 'repaired', clock.now());
  if (!(await tx.returns.record({ connection, receipt, order }, clock.now()))) return;
  // What we announced was given up there; or it is ours, and this ledger has forgotten it.
  const isForJob =
    account.returns?.target !== undefined && (announced === undefined || receipt.status === 'canceled');
  const restocked = new Map(before?.receipt.lines.map((line) => [line.listingId, line.restocked]));
  const cause = `return ${receipt.id} of ${connection}`;
  await tx.work.mark([
    ...receipt.lines
      .filter((line) => line.restocked !== (restocked.get(line.listingId) ?? 0))
      .map((line) => refreshStock(line.listingId, { connection, cause })),
    ...(isForJob && reference !== null ? [announceReturns(reference, { connection, cause })] : []),
  ]);
}

/** By the request that the goods left with. */
function orderOf({ orderReference }: ReturnReceipt): string | null {
  return orderReference === null ? null : (orderOfRequest(orderReference)?.orderReference ?? null);
}
