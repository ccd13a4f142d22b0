import { announceReturns } from '#jobs/announce-returns.ts';
import { jobNames } from '#jobs/job-names.ts';
import type { OrderReturn } from '#domain/order-return.ts';
import type { Order } from '#domain/order.ts';
import type { WorkRow } from '#sdk/ledger/work.ts';
import { openRequestBench, type RequestBench } from './request-bench.ts';

type Units = Readonly<Record<string, number>>;

/** A warehouse that has shipped, a store whose customers send back, and `announce-returns` between them. */
export interface ReturnBench extends RequestBench {
  /** Two tees and a mug that the warehouse has shipped, in one parcel or each by itself. */
  shipped(parcels?: readonly Units[]): Promise<Order>;
  /** The store says so, and the job runs. */
  say(order: Order, ...returns: readonly OrderReturn[]): Promise<Order>;
  /** What the warehouse was told of, with its units by SKU. */
  announced(): readonly object[];
  /** Types of the open discrepancies. */
  disputes(): Promise<readonly string[]>;
  waiting(order: Order): Promise<WorkRow | null>;
}

export function referenceOf(order: Pick<Order, 'id'>): string {
  return `store:${order.id}`;
}

/** A return of units by the order's line. */
export function back(units: Units, change: Partial<OrderReturn> = {}): OrderReturn {
  return {
    id: 'r1',
    name: '#1-R1',
    status: 'open',
    createdAt: 0,
    closedAt: null,
    lines: Object.entries(units).map(([lineId, quantity]) => ({
      id: `r-${lineId}`,
      lineId,
      quantity,
      processed: 0,
      refunded: 0,
      reason: null,
    })),
    exchanges: [],
    arrivals: [],
    ...change,
  };
}

export async function openReturnBench(): Promise<ReturnBench> {
  const bench = await openRequestBench();
  return {
    ...bench,
    async shipped(parcels = [{ TEE: 2, MUG: 1 }]) {
      const order = bench.newOrder();
      await bench.sync(order);
      for (const units of parcels) {
        bench.warehouse.warehouse.ship(bench.warehouse.idOf(`${referenceOf(order)}/1`), { units });
        bench.warehouse.advance(1_000);
      }
      await bench.pull('shipments');
      return order;
    },
    async say(order, ...returns) {
      const next = bench.later(order, { returns });
      await bench.record(next);
      await bench.runJob(announceReturns, referenceOf(order));
      return next;
    },
    announced: () =>
      bench.warehouse.books.returns().map(({ status, unitsBySku }) => ({ status, ...unitsBySku })),
    disputes: async () => (await bench.open()).map(({ type }) => type),
    waiting: (order) =>
      bench.ledger.read((tx) =>
        tx.work.get({ job: jobNames.announceReturns, subject: referenceOf(order), connection: 'warehouse' }),
      ),
  };
}
