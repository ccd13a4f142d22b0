import type { LeasedWork } from '#sdk/ledger/work.ts';

/** What is read once more within this time waits for its end, so that a burst of hints about one order is a few reads. */
const REST_MS = 1_000;
/** More than can be read within the rest; beyond it the oldest are forgotten first. */
const REMEMBERED_MAX = 10_000;

/** When this process last read which subject; only to save calls, so a restart may forget it. */
export interface RecentReads {
  /** Milliseconds until it may be read again; 0 when it may be now. */
  restOf(work: LeasedWork, now: number): number;
  note(work: LeasedWork, now: number): void;
}

export function createRecentReads(): RecentReads {
  const readAt = new Map<string, number>();
  return {
    restOf({ connection, subject }, now) {
      const at = readAt.get(`${connection} ${subject}`);
      return at === undefined || at > now ? 0 : Math.max(0, at + REST_MS - now);
    },
    note({ connection, subject }, now) {
      const key = `${connection} ${subject}`;
      // Set anew, so that the map stays in the order of the reads.
      readAt.delete(key);
      readAt.set(key, now);
      for (const [oldest, at] of readAt) {
        if (at + REST_MS > now && readAt.size <= REMEMBERED_MAX) break;
        readAt.delete(oldest);
      }
    },
  };
}
