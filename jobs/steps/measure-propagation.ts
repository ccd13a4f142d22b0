import { orderFromReference } from '#reconcile/order-document.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';

const CAUSE = /^order (?<reference>\S+) as of /u;

/** Why a cell is planned again after an order: what `measurePropagation` reads the order from. */
export function orderCause(reference: string, updatedAt: number): string {
  return `order ${reference} as of ${new Date(updatedAt).toISOString()}`;
}

/**
 * How long a sale on another channel took from its record to the confirmed lower number here. One measure per batch: the
 * writes of a batch are confirmed together.
 */
export async function measurePropagation(
  { connection, clock }: Pick<JobContext, 'connection' | 'clock'>,
  tx: LedgerTransaction,
  lowered: readonly { readonly cause: string }[],
): Promise<void> {
  for (const { cause } of lowered) {
    const origin = orderFromReference(CAUSE.exec(cause)?.groups?.['reference'] ?? '');
    if (origin === null || origin.connection === connection) continue;
    const order = await tx.orders.get(origin.connection, origin.orderId);
    if (order === null) continue;
    const now = clock.now();
    await tx.exposure.measurePropagation(connection, Math.max(0, now - order.recordedAt), now);
    return;
  }
}
