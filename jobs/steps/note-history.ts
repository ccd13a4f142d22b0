import type { RefusedRecord } from '#sdk/capabilities.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { Backfill, BackfillItem } from '#sdk/ledger/backfills.ts';
import type { Mark } from '#sdk/ledger/work.ts';
import { sendHistoryTo, WAITING_MAX } from './history-marks.ts';
import { namedOf, openUnreadable, refuseNameless } from './refused-records.ts';

const UNREADABLE_HISTORY = {
  type: 'unreadable-history',
  suggestion:
    'This record of the past is left out of the backfill. Correct it in the store, or report the shape of the answer; then run the backfill with --again.',
} as const;

const ROOM_LOOK_MS = 500;
const ROOM_WAIT_MAX_MS = 120_000;

interface HistoryPage {
  readonly items: readonly BackfillItem[];
  readonly refused: readonly RefusedRecord[];
  readonly cursor: string;
  /** The store's stamps of the records of the page. */
  readonly stamps: readonly number[];
  readonly isLast: boolean;
  /** What tells of the items that have no events of their own. */
  readonly marks: readonly Mark[];
}

/** Records what one page has brought, moves the cursor past it and wakes the sender, all at once. */
export async function noteHistory(
  context: JobContext,
  { id, connection, store, resource }: Backfill,
  { items, refused, cursor, stamps, isLast, marks }: HistoryPage,
): Promise<void> {
  const named = namedOf(refused);
  await context.ledger.write(async (tx) => {
    await tx.backfills.add(id, items);
    await openUnreadable(context, tx, named, UNREADABLE_HISTORY);
    const before = await tx.backfills.get(id);
    await tx.backfills.note(id, {
      cursor,
      ...(stamps.length === 0
        ? {}
        : {
            firstAt: before?.firstAt ?? Math.min(...stamps),
            reachedAt: Math.max(before?.reachedAt ?? 0, ...stamps),
          }),
      ...(isLast ? { state: 'sending' } : {}),
    });
    const isNews = items.length > 0 || isLast;
    const cause = `backfill ${id}: ${resource} of ${store}`;
    await tx.work.mark([...marks, ...(isNews ? [sendHistoryTo(connection, cause)] : [])]);
  });
  refuseNameless(refused, `the history of ${resource}`);
}

/**
 * Waits while enough is there to be sent. Whoever reads keeps its place in the store's pages meanwhile; a reader that begins
 * anew goes back by the overlap of its connector, which may be many pages.
 *
 * @returns false: there is no room for long. The place of the reader in the queue is better used by others.
 */
export async function waitForRoom({ ledger, clock, signal }: JobContext, { id }: Backfill): Promise<boolean> {
  const until = clock.monotonicMs() + ROOM_WAIT_MAX_MS;
  for (;;) {
    const waiting = await ledger.read((tx) => tx.backfills.countWaiting(id));
    if (waiting < WAITING_MAX) return true;
    if (clock.monotonicMs() >= until) return false;
    await clock.sleep(ROOM_LOOK_MS, signal);
  }
}
