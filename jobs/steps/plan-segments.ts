import { placeOf, planSegment, type SegmentChange } from '#reconcile/plan-push.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { SegmentDifference } from '#sdk/ledger/segments.ts';
import type { MarketingSetting } from '#sdk/settings.ts';

const PAGE_SIZE = 500;
/** What differs beyond this waits for the plan after: a plan must fit into one row, and into a person's head. */
const PLAN_MAX = 20_000;

/** What a tool is to be told of its segments, by what the ledger knows now. */
export async function planSegments(
  { ledger }: { readonly ledger: Ledger },
  connection: string,
  { stores, segments = {} }: MarketingSetting,
): Promise<readonly SegmentChange[]> {
  const plan: SegmentChange[] = [];
  for (const [segment, destination] of Object.entries(segments)) {
    const place = placeOf(segment, destination);
    let after: string | null = null;
    while (plan.length < PLAN_MAX) {
      const from: string | null = after;
      const page: readonly SegmentDifference[] = await ledger.read((tx) =>
        tx.segments.differences({ connection, segment, place, stores }, from, PAGE_SIZE),
      );
      plan.push(...planSegment({ segment, place }, page));
      after = page.at(-1)?.reference ?? null;
      if (page.length < PAGE_SIZE) break;
    }
  }
  return plan.slice(0, PLAN_MAX);
}
