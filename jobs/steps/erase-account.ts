import type { JobContext } from '#sdk/define-job.ts';
import { beginErasure } from './begin-erasure.ts';

const CUSTOMERS_PER_TRANSACTION = 20;
const ORDERS_PER_TRANSACTION = 50;

/** Everybody of a store that was given up: its customers, and whoever ordered without being one. */
export async function eraseAccount(context: JobContext): Promise<void> {
  const { connection, ledger, clock, settings, signal } = context;
  const by = connection;
  const nobody = { email: null, phone: null, customer: null, orders: [] };
  for (;;) {
    const erased = await ledger.write(async (tx) => {
      const ids = await tx.customers.page(connection, null, CUSTOMERS_PER_TRANSACTION);
      for (const id of ids) {
        const person = { ...nobody, customer: { connection, id } };
        await beginErasure(tx, person, { by, now: clock.now(), settings, holdsOpenOrders: false });
      }
      return ids.length;
    });
    if (erased < CUSTOMERS_PER_TRANSACTION) break;
    signal.throwIfAborted();
    await context.prolong();
  }
  let after: string | null = null;
  for (;;) {
    const page: readonly string[] = await ledger.write(async (tx) => {
      const stored = await tx.orders.page(connection, after, ORDERS_PER_TRANSACTION);
      const ids = stored.map(({ order }) => order.id);
      const orders = ids.map((id) => ({ connection, id }));
      if (orders.length > 0)
        await beginErasure(
          tx,
          { ...nobody, orders },
          { by, now: clock.now(), settings, holdsOpenOrders: false },
        );
      return ids;
    });
    if (page.length < ORDERS_PER_TRANSACTION) return;
    after = page.at(-1) ?? null;
    signal.throwIfAborted();
    await context.prolong();
  }
}
