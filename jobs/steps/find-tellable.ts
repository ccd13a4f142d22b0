import type { SegmentChange } from '#reconcile/plan-push.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { isBeingWritten, isWritten } from './profile-state.ts';

const PAGE_SIZE = 500;
/** So many that have no profile yet are asked about; of the rest the next look finds out. */
const ASKED_MAX = 200;

/**
 * Those whom the tool can be told of now. Nobody comes onto a list before their profile is written, and whose profile was
 * refused waits for a person, not for us.
 */
export async function findTellable(
  { ledger, connection, settings }: JobContext,
  changes: readonly SegmentChange[],
): Promise<{ readonly tellable: readonly SegmentChange[]; readonly isMoreToCome: boolean }> {
  const segments = settings.marketing[connection]?.segments ?? {};
  const needsProfile = ({ segment, change }: SegmentChange): boolean =>
    change === 'add' && (segments[segment]?.list ?? null) !== null;
  const tellable: SegmentChange[] = [];
  const without: string[] = [];
  for (let start = 0; start < changes.length; start += PAGE_SIZE) {
    const page = changes.slice(start, start + PAGE_SIZE);
    const states = await ledger.read((tx) =>
      tx.profiles.get(
        connection,
        page.map(({ reference }) => reference),
      ),
    );
    for (const change of page) {
      if (isWritten(states.get(change.reference)) || !needsProfile(change)) tellable.push(change);
      else without.push(change.reference);
    }
  }
  const isMoreToCome = await ledger.read(async (tx) => {
    for (const reference of without.slice(0, ASKED_MAX)) {
      if (await isBeingWritten(tx, { connection, reference })) return true;
    }
    return false;
  });
  return { tellable, isMoreToCome };
}
