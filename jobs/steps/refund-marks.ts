import type { Order } from '#domain/order.ts';
import { priorities, type Priority } from '#domain/priority.ts';
import { orderReference } from '#reconcile/order-document.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import type { Mark } from '#sdk/ledger/work.ts';
import { jobNames } from '#jobs/job-names.ts';

/** "What is credited of the order may have changed." */
export function exportRefund(
  reference: string,
  {
    connection,
    cause,
    priority = 'order',
  }: { readonly connection: string; readonly cause: string; readonly priority?: Priority },
): Mark {
  return {
    job: jobNames.exportRefunds,
    subject: reference,
    connection,
    cause,
    priority: priorities[priority],
  };
}

/** Of an order that was just recorded: nobody is asked where nothing was given back, or nobody wants to know. */
export function refundMarks(
  { channels }: SyncSettings,
  { store, order, cause }: { readonly store: string; readonly order: Order; readonly cause: string },
): readonly Mark[] {
  const channel = channels[store];
  if (order.refunds.length === 0 || channel === undefined || channel.bookedBy === null) return [];
  if (channel.refunds === 'ignore') return [];
  return [exportRefund(orderReference(store, order.id), { connection: channel.bookedBy, cause })];
}

/** Refunds that came before their order was booked wait for just that. */
export async function wakeRefunds(
  tx: LedgerTransaction,
  {
    connection,
    reference,
    cause,
  }: { readonly connection: string; readonly reference: string; readonly cause: string },
): Promise<void> {
  const mark = exportRefund(reference, { connection, cause });
  if ((await tx.work.get(mark)) !== null) await tx.work.mark([mark]);
}
