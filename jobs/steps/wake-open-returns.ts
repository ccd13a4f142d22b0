import { isOpenReturn } from '#domain/order-return.ts';
import { orderReference } from '#reconcile/order-document.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { StoredOrder } from '#sdk/ledger/orders.ts';
import { refreshOrder } from './marks.ts';
import { returnMarks } from './return-marks.ts';
import { unlessParked } from './unless-parked.ts';

const PAGE_SIZE = 200;

/**
 * Whether the stamp of an order moves with a return is not published, and a webhook can be lost: as long as something is to
 * come back, each sweep reads the order again, and has it compared with what the warehouses expect.
 */
export async function wakeOpenReturns(context: JobContext): Promise<void> {
  const { connection, ledger, signal } = context;
  let after: string | null = null;
  while (true) {
    const page: readonly StoredOrder[] = await ledger.read((tx) =>
      tx.orders.page(connection, after, PAGE_SIZE),
    );
    const open = page.filter(({ order }) => order.returns?.some(isOpenReturn));
    const cause = 'something of it is to come back';
    const marks = open.flatMap(({ order: { id, returns } }) => [
      refreshOrder(id, { connection, cause, priority: 'backfill' }),
      ...returnMarks(context.settings, {
        returns,
        reference: orderReference(connection, id),
        cause,
        priority: 'backfill',
      }),
    ]);
    if (marks.length > 0) await ledger.write(async (tx) => tx.work.mark(await unlessParked(tx, marks)));
    after = page.at(-1)?.order.id ?? null;
    if (page.length < PAGE_SIZE) return;
    signal.throwIfAborted();
    await context.prolong();
  }
}
