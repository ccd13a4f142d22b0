import type { Discrepancy } from '#sdk/ledger/discrepancies.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { OperationError } from './operation-error.ts';

/**
 * A person leaves a difference as it is. It is not told again while it says the same, and nothing waits for it any longer.
 *
 * @throws {OperationError} no open discrepancy has this id.
 */
export async function acceptDiscrepancy(
  ledger: Ledger,
  id: string,
  now: number,
): Promise<{ readonly accepted: Discrepancy }> {
  const accepted = await ledger.write((tx) => tx.discrepancies.accept(id, now));
  if (accepted !== null) return { accepted };
  throw new OperationError(
    `no open discrepancy has the id ${id}`,
    'see "syncline discrepancies"; it may have been repaired meanwhile',
  );
}
