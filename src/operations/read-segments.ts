import { customerFromReference } from '#domain/customer.ts';
import { contactsOf, placeOf, planSegment, type SegmentChange } from '#reconcile/plan-push.ts';
import type { Ledger, LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { SegmentDifference } from '#sdk/ledger/segments.ts';
import type { SegmentDestination } from '#sdk/segment-settings.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { maskContact } from './mask-contact.ts';

const SAMPLE_MAX = 5;
const PAGE_SIZE = 500;

/** What the next push would change of one segment at one tool. */
export interface SegmentPush extends SegmentDestination {
  readonly connection: string;
  readonly add: number;
  readonly remove: number;
  /** Contacts that the whole push of this connection would touch. */
  readonly contacts: number;
  readonly isFirst: boolean;
  /** What a person approves before it is sent; null: nothing waits. */
  readonly waitsFor: string | null;
}

export interface SegmentReport {
  readonly name: string;
  /** Members by store. */
  readonly sizes: Readonly<Record<string, number>>;
  readonly size: number;
  /** Those who came last, masked. */
  readonly sample: readonly { readonly reference: string; readonly contact: string }[];
  readonly pushes: readonly SegmentPush[];
}

/** Sizes, a sample, and what the next push would change; of all segments, or of one. Nothing is sent. */
export async function readSegments(
  ledger: Ledger,
  settings: SyncSettings,
  name: string | null,
): Promise<readonly SegmentReport[]> {
  const names = [...settings.segments.rules.keys()].filter((one) => name === null || one === name);
  if (names.length === 0) return [];
  const pushes = await readPushes(ledger, settings);
  return ledger.read(async (tx) => {
    const sizes = await tx.segments.sizes();
    const reports: SegmentReport[] = [];
    for (const segment of names.toSorted()) {
      const own = sizes.filter((one) => one.segment === segment);
      reports.push({
        name: segment,
        sizes: Object.fromEntries(own.map(({ connection, count }) => [connection, count])),
        size: own.reduce((sum, { count }) => sum + count, 0),
        sample: await sampleOf(tx, segment),
        pushes: pushes.get(segment) ?? [],
      });
    }
    return reports;
  });
}

async function sampleOf(tx: LedgerTransaction, segment: string): Promise<SegmentReport['sample']> {
  const sample: { reference: string; contact: string }[] = [];
  for (const reference of await tx.segments.newest(segment, SAMPLE_MAX)) {
    const origin = customerFromReference(reference);
    const stored = origin === null ? null : await tx.customers.get(origin.connection, origin.customerId);
    if (stored !== null) sample.push({ reference, contact: maskContact(stored.customer) });
  }
  return sample;
}

/** By segment. */
async function readPushes(
  ledger: Ledger,
  settings: SyncSettings,
): Promise<ReadonlyMap<string, readonly SegmentPush[]>> {
  const found = new Map<string, SegmentPush[]>();
  for (const [connection, { stores, segments = {} }] of Object.entries(settings.marketing)) {
    const counted = new Map<string, { readonly add: number; readonly remove: number }>();
    const contacts = new Set<string>();
    for (const [segment, destination] of Object.entries(segments)) {
      const tool = { connection, segment, place: placeOf(segment, destination), stores };
      counted.set(segment, await countChanges(ledger, tool, contacts));
    }
    const state = await ledger.read(async (tx) => ({
      waitsFor: (await tx.brakes.held(connection))?.hash ?? null,
      isFirst: !(await tx.segments.wasTold(connection)),
    }));
    for (const [segment, destination] of Object.entries(segments)) {
      const { add, remove } = counted.get(segment) ?? { add: 0, remove: 0 };
      const push = { connection, ...destination, add, remove, contacts: contacts.size, ...state };
      found.set(segment, [...(found.get(segment) ?? []), push]);
    }
  }
  return found;
}

async function countChanges(
  ledger: Ledger,
  tool: Parameters<LedgerTransaction['segments']['differences']>[0],
  contacts: Set<string>,
): Promise<{ readonly add: number; readonly remove: number }> {
  let [add, remove] = [0, 0];
  let after: string | null = null;
  for (;;) {
    const from: string | null = after;
    const page: readonly SegmentDifference[] = await ledger.read((tx) =>
      tx.segments.differences(tool, from, PAGE_SIZE),
    );
    const changes: readonly SegmentChange[] = planSegment(tool, page);
    for (const reference of contactsOf(changes)) contacts.add(reference);
    add += changes.filter(({ change }) => change === 'add').length;
    remove += changes.filter(({ change }) => change === 'remove').length;
    after = page.at(-1)?.reference ?? null;
    if (page.length < PAGE_SIZE) return { add, remove };
  }
}
