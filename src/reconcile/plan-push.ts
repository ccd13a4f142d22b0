import type { Brake, BrakedChange } from '#sdk/ledger/brakes.ts';
import type { SegmentDifference } from '#sdk/ledger/segments.ts';
import type { SegmentDestination } from '#sdk/segment-settings.ts';
import { planMembers } from './plan-members.ts';

/** One contact that is to come into a segment at a tool, or to leave it there. */
export interface SegmentChange {
  readonly segment: string;
  /** Where the tool shows it (`placeOf`). */
  readonly place: string;
  readonly reference: string;
  readonly change: 'add' | 'remove';
}

/** What makes a tool show a segment. Of whom it is not known what the tool shows, it is told again, whichever it is. */
export function planSegment(
  { segment, place }: Pick<SegmentChange, 'segment' | 'place'>,
  differences: readonly SegmentDifference[],
): readonly SegmentChange[] {
  const members = differences.filter(({ isMember }) => isMember).map(({ reference }) => reference);
  const shown = differences
    .filter(({ isMember, told }) => told === 'there' || (told === 'unknown' && !isMember))
    .map(({ reference }) => reference);
  const { add, remove } = planMembers(new Set(members), new Set(shown));
  return [
    ...add.map((reference) => ({ segment, place, reference, change: 'add' as const })),
    ...remove.map((reference) => ({ segment, place, reference, change: 'remove' as const })),
  ];
}

/** As the brake keeps it: the segment stands where stock has a SKU, and 1 says who is in. */
export function toBraked({ segment, place, reference, change }: SegmentChange): BrakedChange {
  const to = change === 'add' ? 1 : 0;
  return { subject: changeSubject(place, reference), sku: segment, from: 1 - to, to };
}

/** One list is not another: what was approved for the one, and told to it, says nothing of the other. */
export function placeOf(segment: string, { list }: SegmentDestination): string {
  return list === null ? segment : `${segment}@${list}`;
}

export function changeSubject(place: string, reference: string): string {
  return `${place} ${reference}`;
}

/** How many people are touched: who comes into two segments is one contact. */
export function contactsOf(changes: readonly SegmentChange[]): ReadonlySet<string> {
  return new Set(changes.map(({ reference }) => reference));
}

interface Weighing {
  /** Those that nobody has approved. */
  readonly changes: readonly SegmentChange[];
  /** Nobody was ever told to this tool. */
  readonly isFirst: boolean;
  /** Contacts that were touched within the window. */
  readonly recent: number;
  readonly limit: number;
}

/** Why a person must look first; null: nobody has to. */
export function whyHeld({ changes, isFirst, recent, limit }: Weighing): string | null {
  if (changes.length === 0) return null;
  const count = contactsOf(changes).size;
  if (isFirst) return `the first push touches ${count} contacts`;
  if (recent + count <= limit) return null;
  return `${count} contacts would be touched, and ${recent} were lately; ${limit} are allowed`;
}

/**
 * Whether a plan that is held already may go on standing for these changes: a shop's segments never stand still, and a name that
 * changes while a person reads it could not be approved. What it does not name is little enough to go without approval after it.
 */
export function isCoveredBy(
  held: Pick<Brake, 'changes'>,
  changes: readonly SegmentChange[],
  limit: number,
): boolean {
  const named = new Map(held.changes.map(({ subject, to }) => [subject, to]));
  const unnamed = changes.filter((one) => {
    const { subject, to } = toBraked(one);
    return named.get(subject) !== to;
  });
  return contactsOf(unnamed).size <= limit && unnamed.length < changes.length;
}
