import type { Discrepancy } from '#sdk/ledger/discrepancies.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';

const LIMIT_DEFAULT = 200;

export async function listDiscrepancies(
  ledger: Ledger,
  filter: { readonly state?: Discrepancy['state'] | undefined; readonly limit?: number | undefined } = {},
): Promise<readonly Discrepancy[]> {
  const { state, limit = LIMIT_DEFAULT } = filter;
  return ledger.read((tx) => tx.discrepancies.list({ limit, ...(state === undefined ? {} : { state }) }));
}
