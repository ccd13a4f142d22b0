import { jobNames } from '#jobs/job-names.ts';
import type { ProfileState } from '#sdk/ledger/customers.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';

/** Whether the profile is surely there. */
export function isWritten(state: ProfileState | undefined): boolean {
  return state !== undefined && state.written !== null && state.batch === null;
}

/** Whether the profile is about to be written. */
export async function isBeingWritten(
  tx: LedgerTransaction,
  { connection, reference }: { readonly connection: string; readonly reference: string },
): Promise<boolean> {
  const row = await tx.work.get({ job: jobNames.syncProfiles, subject: reference, connection });
  return row !== null && row.state === 'open' && row.wanted > row.done;
}
