import type { Brake } from '#sdk/ledger/brakes.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { wokenJobs } from './job-names.ts';
import { OperationError } from './operation-error.ts';

/** Newest first, without the single changes. */
export async function listBrakes(
  ledger: Ledger,
): Promise<readonly (Omit<Brake, 'changes'> & { readonly changeCount: number })[]> {
  const brakes = await ledger.read((tx) => tx.brakes.all());
  return brakes
    .map(({ changes, ...brake }) => ({ ...brake, changeCount: changes.length }))
    .toSorted((left, right) => right.trippedAt - left.trippedAt);
}

export async function showBrake(ledger: Ledger, hash: string): Promise<Brake> {
  const brake = await ledger.read((tx) => tx.brakes.get(hash));
  if (brake === null)
    throw new OperationError(`there is no mass change ${hash}`, 'see "syncline brake list"');
  return brake;
}

/** Releases exactly this change set (I11), and wakes what waits for it. */
export async function approveBrake(
  ledger: Ledger,
  hash: string,
  { by, now }: { readonly by: string; readonly now: number },
): Promise<{ readonly hash: string; readonly connection: string; readonly changeCount: number }> {
  return ledger.write(async (tx) => {
    const brake = await tx.brakes.get(hash);
    if (brake === null)
      throw new OperationError(`there is no mass change ${hash}`, 'see "syncline brake list"');
    if (!(await tx.brakes.approve(hash, by, now))) {
      throw new OperationError(
        `the mass change ${hash} is ${brake.state}, so it cannot be approved`,
        'numbers moved since: look at the one that is held now with "syncline brake list"',
      );
    }
    for (const job of [wokenJobs.publishStock, wokenJobs.pushSegments])
      await tx.work.wakeWaiting(job, brake.connection, 'approval');
    return { hash, connection: brake.connection, changeCount: brake.changes.length };
  });
}
