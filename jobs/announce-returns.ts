import type { OrderReturn } from '#domain/order-return.ts';
import { planReturns, type ReturningGoods } from '#reconcile/plan-returns.ts';
import { defineJob } from '#sdk/define-job.ts';
import { jobNames } from './job-names.ts';
import { AMEND_RETURN, finishAnnouncements, WITHDRAW_RETURN } from './steps/announce-return.ts';
import { openOrderRun } from './steps/order-run.ts';
import { type ReturnBooks, readReturnBooks } from './steps/return-books.ts';
import { disputeOf, type ReturnDispute, settleReturnDisputes } from './steps/return-disputes.ts';
import { goodsReferenceOf, type ReturnRun } from './steps/return-run.ts';
import { settleOpenChanges } from './steps/settle-open-changes.ts';
import { type ReturnPart, settleReturn } from './steps/settle-return.ts';

/**
 * Tells a warehouse which goods of an order come back to the locations that shipped them, each return once, and takes it back when the
 * store calls the return off. What a store has closed is left as it is: its goods may still be on their way. The subject is
 * the order's reference.
 */
export const announceReturns = defineJob({
  name: jobNames.announceReturns,
  title: 'Tells a warehouse which goods come back to it',
  priority: 'fulfillment',
  appliesTo: ({ account }) => account.returns?.target !== undefined,
  async run(context, [work]) {
    const run = await openOrderRun(context, work, context.account.returns?.target);
    if (run?.order.returns === undefined) return;
    await finishAnnouncements(run);
    const operations = [AMEND_RETURN, WITHDRAW_RETURN];
    if (await settleOpenChanges(run, { operations, what: 'a change of a return' })) return;
    await converge(run, run.order.returns);
  },
});

async function converge(run: ReturnRun, returns: readonly OrderReturn[]): Promise<void> {
  const { context, order } = run;
  const books = await readReturnBooks(run, returns);
  const planned = planReturns(context.connection, { lines: order.lines, returns, parcels: books.parcels });
  const disputes: ReturnDispute[] = [];
  for (const { returned, goods, unclear } of planned) {
    if (returned.status === 'closed') continue;
    if (unclear !== null) disputes.push(disputeOf(returned, 'return-unclear', unclear));
    for (const part of partsOf(run, books, { returned, goods })) {
      const dispute = await settleReturn(run, books, part);
      if (dispute !== null) disputes.push(dispute);
    }
  }
  await settleReturnDisputes(run, returns, disputes);
}

/** What is to come, and what was announced before and is not to come any more. */
function partsOf(
  run: ReturnRun,
  { links }: ReturnBooks,
  { returned, goods }: { readonly returned: OrderReturn; readonly goods: readonly ReturningGoods[] },
): readonly ReturnPart[] {
  const wanted = new Map(goods.map((part) => [goodsReferenceOf(run, returned, part), part]));
  const anyOf = goodsReferenceOf(run, returned, { locationId: '' });
  const announced = [...links.keys()].filter((reference) => reference.startsWith(anyOf));
  return [...new Set([...wanted.keys(), ...announced])].map((reference) => ({
    returned,
    reference,
    wanted: wanted.get(reference) ?? null,
  }));
}
