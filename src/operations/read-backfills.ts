import type { Backfill } from '#sdk/ledger/backfills.ts';
import type { Ledger, LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { HISTORY_SUBJECT, wokenJobs } from './job-names.ts';

export interface BackfillProgress {
  readonly backfills: readonly Backfill[];
  /** From 0 to 1: how much of what is known to be there is through. */
  readonly share: number;
  /** What a person has to do before it goes on; null: nothing. */
  readonly standstill: string | null;
}

/** How far some backfills are, from one snapshot. */
export async function readBackfills(
  ledger: Ledger,
  ids: readonly string[],
  now: number,
): Promise<BackfillProgress> {
  return ledger.read(async (tx) => {
    const backfills: Backfill[] = [];
    for (const id of ids) {
      const backfill = await tx.backfills.get(id);
      if (backfill !== null) backfills.push(backfill);
    }
    const shares = backfills.map((backfill) => shareOf(backfill, now));
    return {
      backfills,
      share: shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length),
      standstill: await findStandstill(tx, backfills),
    };
  });
}

/** Orders are read by their last change, and so up to now; customers up to the end of the dates. */
function shareOf({ state, resource, from, to, ...backfill }: Backfill, now: number): number {
  if (state === 'done') return 1;
  const { firstAt, reachedAt, found, settled, refused } = backfill;
  const begin = Math.max(from, firstAt ?? from);
  const end = resource === 'orders' ? now : Math.min(to, now);
  const passed = ((reachedAt ?? begin) - begin) / Math.max(1, end - begin);
  const read = state === 'reading' ? Math.min(1, Math.max(0, passed)) : 1;
  return found === 0 ? 0 : (read * (settled + refused)) / found;
}

async function findStandstill(tx: LedgerTransaction, backfills: readonly Backfill[]): Promise<string | null> {
  const open = backfills.filter(({ state }) => state !== 'done');
  const jobs = open.flatMap(({ store, connection, state }) => [
    ...(state === 'reading' ? [{ job: wokenJobs.readHistory, connection: store }] : []),
    { job: wokenJobs.sendHistory, connection },
  ]);
  const states = await tx.connections.all();
  for (const { job, connection } of jobs) {
    const state = states.find((one) => one.connection === connection);
    if (state !== undefined && state.paused !== 'no')
      return `${connection} is paused (${state.paused}): ${state.reason ?? ''}; "syncline resume ${connection}"`;
    const row = await tx.work.get({ job, subject: HISTORY_SUBJECT, connection });
    if (row?.state === 'parked')
      return `its work at ${connection} is parked: ${row.reason ?? ''}; see "syncline parked list"`;
  }
  return null;
}
