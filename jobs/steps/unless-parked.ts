import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { Mark } from '#sdk/ledger/work.ts';

/** W7: parked work is woken by changed content, not by a look that saw the same again. */
export async function unlessParked(tx: LedgerTransaction, marks: readonly Mark[]): Promise<readonly Mark[]> {
  const open: Mark[] = [];
  for (const mark of marks) {
    const row = await tx.work.get(mark);
    if (row?.state !== 'parked') open.push(mark);
  }
  return open;
}
