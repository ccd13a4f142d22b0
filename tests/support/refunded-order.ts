import type { Order, Refund } from '#domain/order.ts';
import type { Discrepancy } from '#sdk/ledger/discrepancies.ts';
import type { RefundPolicy, SyncSettings } from '#sdk/settings.ts';
import type { ExportBench } from './export-bench.ts';
import { bag, makeRefund, makeRefundLine } from './make-order.ts';
import { testSettings } from './test-settings.ts';

export function withPolicy(refunds: RefundPolicy): SyncSettings {
  const channel = { bookedBy: 'erp', ordersFrom: 0, testOrders: 'skip', refunds } as const;
  return testSettings({ channels: { store: channel } });
}

/** One tee of two that came back, paid back with its tax. */
export function teeBack(change: Partial<Refund> = {}): Refund {
  return makeRefund({
    id: 'r-tee',
    total: bag(2_379),
    lines: [makeRefundLine({ lineId: 'l-tee', amount: bag(1_999), tax: bag(380) })],
    ...change,
  });
}

/** Two tees, paid in full, with these refunds. */
export function refundedOrder(bench: ExportBench, ...refunds: readonly Refund[]): Order {
  const order = bench.newOrder({ refunds });
  return { ...order, totals: { ...order.totals, paid: order.totals.total } };
}

/** The store's next version of it, with its own totals. */
export function seenAgain(bench: ExportBench, order: Order, change: Partial<Order> = {}): Order {
  bench.clock.advance(1_000);
  return { ...order, ...change, updatedAt: bench.clock.now() };
}

/** What the ledger holds against one refund. */
export async function disputesOf(
  bench: ExportBench,
  order: Order,
  refund: Refund,
): Promise<readonly Pick<Discrepancy, 'type' | 'state'>[]> {
  const reference = `store:${order.id}/refund/${refund.id}`;
  const found = await bench.ledger.read((tx) => tx.discrepancies.about(reference));
  return found.map(({ type, state }) => ({ type, state }));
}
