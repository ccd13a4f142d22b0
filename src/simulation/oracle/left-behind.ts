import type { EffectState } from '#domain/effect-state.ts';
import { cellFromSubject } from '#domain/stock.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import type { Timeline } from '../timeline.ts';
import { QUARANTINE_MS } from '../world/configuration.ts';

/** What a sender leaves behind that stopped before the answer. */
interface LeftBehind {
  /** A number begins to be sent, or its outcome is noted. */
  note(key: string, state: EffectState): void;
  /** Somebody else holds the subjects from now on. */
  takeOver(
    leased: readonly LeasedWork[],
    sends: ReadonlyMap<string, { readonly leases: readonly LeasedWork[] }>,
  ): void;
  /** A channel is asked for its numbers. */
  read(operation: string, body: string): void;
  forgotten(): readonly string[];
  forget(): void;
}

/**
 * W6 and W4: who takes a cell over cannot know whether the number of the one before still lands. So it counts as unknown from then
 * on, and the channel is asked for the cell once more when its quarantine is over.
 */
export function createLeftBehind(timeline: Timeline): LeftBehind {
  const sending = new Set<string>();
  /** By key: since when, and the items that were not read since. */
  const taken = new Map<string, { readonly at: number; readonly items: Set<string> }>();
  return {
    note(key, state) {
      if (state === 'sending') {
        sending.add(key);
        return;
      }
      sending.delete(key);
      // Known after all, by the one before or by sending it once more.
      if (state === 'confirmed' || state === 'rejected') taken.delete(key);
    },
    takeOver(leased, sends) {
      const tokens = new Map(leased.map((one) => [`${one.connection} ${one.subject}`, one.token]));
      for (const key of sending) {
        const lost = (sends.get(key)?.leases ?? []).filter(({ connection, subject, token, job }) => {
          const now = tokens.get(`${connection} ${subject}`);
          return now !== undefined && now !== token && leased.some((one) => one.job === job);
        });
        if (lost.length === 0) continue;
        sending.delete(key);
        const items = new Set(lost.map(({ subject }) => cellFromSubject(subject).inventoryItemId));
        taken.set(key, { at: timeline.now(), items });
      }
    },
    read(operation, body) {
      if (operation !== 'stock.read' && operation !== 'stock.all') return;
      for (const [key, { at, items }] of taken) {
        if (timeline.now() < at + QUARANTINE_MS) continue;
        for (const item of items)
          if (operation === 'stock.all' || body.includes(`"${item}"`)) items.delete(item);
        if (items.size === 0) taken.delete(key);
      }
    },
    forgotten: () =>
      [...taken].map(
        ([key]) =>
          `the sender of ${key} stopped, and the cell was not read again when it could no longer land`,
      ),
    forget() {
      sending.clear();
      taken.clear();
    },
  };
}
