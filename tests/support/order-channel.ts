import type { Order } from '#domain/order.ts';
import { jobNames } from '#jobs/job-names.ts';
import type { OrderSource } from '#sdk/capabilities.ts';
import type { Job } from '#sdk/define-job.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { WorkOutcome } from '#sdk/ledger/work.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { makeOrder } from './make-order.ts';
import { createHandClock, type HandClock, openTestLedger } from './open-test-ledger.ts';
import { runJobOnce } from './run-job.ts';
import { testSettings } from './test-settings.ts';

/** A store in memory that stamps whole seconds, and a ledger that reads it. */
export interface OrderChannel {
  readonly clock: HandClock;
  readonly ledger: Ledger;
  /** Makes the order, or changes it, at the clock's time. */
  change(id: string, change: Partial<Order>): void;
  /** Marks one subject and runs the job once. */
  run(job: Job, subject: string): Promise<WorkOutcome | undefined>;
  stored(id: string): Promise<Order | undefined>;
  /** Ids of the orders that were read whole, in order. */
  readonly reads: readonly string[];
}

export async function openOrderChannel(settings: SyncSettings = testSettings()): Promise<OrderChannel> {
  const clock = createHandClock();
  const ledger = await openTestLedger(clock);
  const orders = new Map<string, Order>();
  const reads: string[] = [];
  const answer = () => ({ refused: [], sentAt: clock.now(), answeredAt: clock.now(), vendorAt: clock.now() });
  const source: OrderSource = {
    indexLagMs: 0,
    fetchMax: 10,
    async *changedSince() {
      const items = [...orders.values()].map(({ id, updatedAt }) => ({ id, updatedAt }));
      yield await Promise.resolve({ ...answer(), items, cursor: 'all', complete: true });
    },
    fetch: (ids) => {
      reads.push(...ids);
      const items = ids.flatMap((id) => orders.get(id) ?? []);
      return Promise.resolve({ ...answer(), items });
    },
  };
  const account = { check: () => Promise.resolve([]), orders: { source } };
  const bench = { ledger, clock, settings, account, connection: 'store' };
  return {
    clock,
    ledger,
    reads,
    change: (id, change) => {
      const updatedAt = Math.floor(clock.now() / 1_000) * 1_000;
      const { totals: _totals, ...before } = orders.get(id) ?? makeOrder({ id, createdAt: updatedAt });
      orders.set(id, makeOrder({ ...before, ...change, updatedAt }));
    },
    run: async (job, subject) => {
      await ledger.write((tx) =>
        tx.work.mark([{ job: job.name, subject, connection: 'store', priority: 1, cause: 'test' }]),
      );
      return (await runJobOnce(bench, job)).get(subject);
    },
    stored: async (id) => (await ledger.read((tx) => tx.orders.get('store', id)))?.order,
  };
}

/** Whether a sweep or a pull has asked for this order to be read again. */
export async function isMarked({ ledger }: OrderChannel, id: string): Promise<boolean> {
  const row = await ledger.read((tx) =>
    tx.work.get({ job: jobNames.refreshOrders, connection: 'store', subject: id }),
  );
  return row !== null && row.wanted > row.done;
}
