import type { RefusedRecord } from '#sdk/capabilities.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { refreshStock } from './marks.ts';
import { closeNameless, namedOf, openNameless } from './refused-records.ts';
import { unlessParked } from './unless-parked.ts';

const UNREADABLE = {
  type: 'unreadable-stock',
  suggestion:
    'Correct the stock in the system that counts it, or report the shape of the answer. Until it can be read, the last readings hold.',
} as const;

/**
 * Levels that could not be read: each item that can be named is asked for by itself, and parked if it stays so. Of the others
 * a person is told; what they count is missing, not 0 (I10). False when there were such.
 */
export async function noteRefusedLevels(
  context: JobContext,
  refused: readonly RefusedRecord[],
): Promise<boolean> {
  if (refused.length === 0) return true;
  const { connection, ledger } = context;
  return ledger.write(async (tx) => {
    const marks = namedOf(refused).map(({ id }) =>
      refreshStock(id, { connection, cause: 'a level that could not be read' }),
    );
    await tx.work.mark(await unlessParked(tx, marks));
    return !(await openNameless(context, tx, refused, UNREADABLE));
  });
}

/** A whole sweep could read all of them. */
export async function closeRefusedLevels(context: JobContext): Promise<void> {
  await closeNameless(context, UNREADABLE);
}
