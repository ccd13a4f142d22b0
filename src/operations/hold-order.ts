import { priorities } from '#domain/priority.ts';
import { orderReference } from '#reconcile/order-document.ts';
import { wasGivenUp } from '#reconcile/plan-requests.ts';
import type { Ledger, LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { StoredOrder } from '#sdk/ledger/orders.ts';
import { wokenJobs } from './job-names.ts';
import { OperationError } from './operation-error.ts';

/** Connections that an order may be shipped by: what a hold stops and a release wakes. */
export interface ShippingSystems {
  readonly warehouses: readonly string[];
  readonly bookedBy: readonly string[];
}

export interface HeldOrder {
  readonly connection: string;
  readonly id: string;
  readonly name: string;
}

/** Keeps an order back from every warehouse and withdraws what was asked for already, as far as it can be. */
export async function holdOrder(
  ledger: Ledger,
  text: string,
  {
    by,
    reason,
    now,
    systems,
  }: {
    readonly by: string;
    readonly reason: string;
    readonly now: number;
    readonly systems: ShippingSystems;
  },
): Promise<HeldOrder> {
  return ledger.write(async (tx) => {
    const stored = await findOne(tx, text);
    const { connection, order } = stored;
    await tx.holds.place(connection, order.id, { placedBy: by, reason, placedAt: now });
    await wake(tx, stored, { systems, cause: `held by ${by}` });
    return { connection, id: order.id, name: order.name };
  });
}

/** Ends a hold of an operator, and lets units be asked for again that a warehouse gave up by itself. */
export async function releaseOrder(
  ledger: Ledger,
  text: string,
  { by, systems }: { readonly by: string; readonly systems: ShippingSystems },
): Promise<HeldOrder> {
  return ledger.write(async (tx) => {
    const stored = await findOne(tx, text);
    const { connection, order } = stored;
    const wasHeld = await tx.holds.lift(connection, order.id);
    const givenUp = (await tx.requests.ofOrder(connection, order.id)).filter(wasGivenUp);
    if (!wasHeld && givenUp.length === 0) {
      throw new OperationError(
        `no operator holds ${order.name}`,
        'a hold that comes from the order itself ends when its reason does: syncline explain order',
      );
    }
    for (const request of givenUp) await tx.requests.save({ ...request, withdrawn: true });
    await wake(tx, stored, { systems, cause: `released by ${by}` });
    return { connection, id: order.id, name: order.name };
  });
}

async function findOne(tx: LedgerTransaction, text: string): Promise<StoredOrder> {
  const colon = text.indexOf(':');
  const found =
    colon > 0
      ? [await tx.orders.get(text.slice(0, colon), text.slice(colon + 1))]
      : await tx.orders.search(text);
  const [only, other] = found;
  if (only === undefined || only === null)
    throw new OperationError(`there is no order ${text}`, 'name it as the store does, or by <store>:<id>');
  if (other !== undefined)
    throw new OperationError(
      `${text} is an order of several stores`,
      `write one of: ${found.flatMap((one) => (one === null ? [] : [orderReference(one.connection, one.order.id)])).join(', ')}`,
    );
  return only;
}

async function wake(
  tx: LedgerTransaction,
  { connection: store, order }: StoredOrder,
  { systems, cause }: { readonly systems: ShippingSystems; readonly cause: string },
): Promise<void> {
  const mark = (job: string) => (connection: string) => ({
    job,
    subject: orderReference(store, order.id),
    connection,
    priority: priorities.order,
    cause,
  });
  await tx.work.mark([
    ...systems.warehouses.map(mark(wokenJobs.requestFulfillment)),
    ...systems.bookedBy.map(mark(wokenJobs.exportOrder)),
  ]);
}
