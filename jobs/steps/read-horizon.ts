import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';

/**
 * When the channel's last complete order poll began, less its index lag (S6); null when there was none. One that lies in the
 * future was noted by a clock that ran ahead: it says nothing about readings of today.
 */
export async function readHorizon(
  tx: LedgerTransaction,
  connection: string,
  now: number,
): Promise<number | null> {
  const { horizonAt } = await tx.cursors.get(connection, 'orders');
  return horizonAt !== null && horizonAt <= now ? horizonAt : null;
}
