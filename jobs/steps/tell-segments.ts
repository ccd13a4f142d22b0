import { customerFromReference } from '#domain/customer.ts';
import { changeSubject, placeOf, type SegmentChange } from '#reconcile/plan-push.ts';
import type { CustomerTarget } from '#sdk/customers.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { RejectedError, TransientError } from '#sdk/errors.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import type { ListTarget } from '#sdk/member-lists.ts';
import type { SegmentDestination } from '#sdk/segment-settings.ts';
import { planNumber } from './give-up-late.ts';
import { syncProfile } from './marketing-marks.ts';

export const LIST_CHANGE = 'lists.change';
const REFUSED_SEGMENT = 'segment-refused';

/** One segment's changes of one kind. */
export interface SegmentPart {
  readonly segment: string;
  readonly change: SegmentChange['change'];
  readonly references: readonly string[];
  readonly destination: SegmentDestination;
}

/** The exact request, as the effect keeps it. */
export interface ListChange extends Pick<SegmentPart, 'change'> {
  readonly place: string;
  readonly list: string;
  readonly profiles: readonly string[];
}

interface Tools {
  readonly work: LeasedWork;
  readonly customers: CustomerTarget;
  readonly lists: ListTarget | undefined;
}

/**
 * Tells a tool who came into a segment or left it. What it refuses is a discrepancy about that segment, and the others go on.
 *
 * @returns whether it was taken.
 */
export async function tellSegment(context: JobContext, tools: Tools, part: SegmentPart): Promise<boolean> {
  const { connection, ledger, clock } = context;
  const { list } = part.destination;
  if (list === null || tools.lists === undefined) {
    await ledger.write(async (tx) => {
      await tx.work.assertHeld([tools.work]);
      await noteTold(context, tx, part);
    });
    return true;
  }
  try {
    await changeList(context, { ...tools, lists: tools.lists }, { part, list });
    await ledger.write((tx) =>
      tx.discrepancies.close(REFUSED_SEGMENT, connection, part.segment, 'repaired', clock.now()),
    );
    return true;
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    await ledger.write((tx) =>
      tx.discrepancies.open(
        {
          type: REFUSED_SEGMENT,
          connection,
          subject: part.segment,
          detail: error.message,
          amount: part.references.length,
          currency: null,
          suggestion: 'Name another list for this segment in the configuration, or write property: true.',
        },
        clock.now(),
      ),
    );
    return false;
  }
}

async function changeList(
  context: JobContext,
  { work, customers, lists }: Tools & { readonly lists: ListTarget },
  { part, list }: { readonly part: SegmentPart; readonly list: string },
): Promise<void> {
  const { change, references } = part;
  const { found, gone } = await profileIds(customers, references);
  const profiles = [...found.values()];
  const told = [...found.keys()];
  if (gone.length > 0)
    await context.ledger.write((tx) => noteGone(context, tx, { ...part, references: gone }));
  if (profiles.length === 0) return;
  const body: ListChange = { place: placeOf(part.segment, part.destination), change, list, profiles };
  await context.effects.perform<null>({
    leases: [work],
    purpose: change,
    version: await planNumber(context),
    operation: LIST_CHANGE,
    idempotency: lists.idempotency,
    // The first names the effect; by the others it is found when one of them is erased.
    members: [work.subject, ...told].map((subject) => ({ subject, from: null, to: null })),
    body,
    cause: work.cause,
    send: () =>
      (change === 'add' ? lists.add(list, profiles) : lists.remove(list, profiles)).then(() => null),
    beforeSend: async (tx) => {
      // Whoever was erased since they were read is put on no list (I20).
      if (change === 'add' && (await stillKnown(tx, told)).length < told.length)
        throw new TransientError('a member of this segment was erased meanwhile');
    },
    onConfirmed: (tx) => noteTold(context, tx, { ...part, references: told }),
  });
}

/** The tool's own ids, by our references. Whoever is `gone` has no profile there. */
async function profileIds(
  customers: CustomerTarget,
  references: readonly string[],
): Promise<{ readonly found: ReadonlyMap<string, string>; readonly gone: readonly string[] }> {
  const found = new Map<string, string>();
  const unreadable = new Set<string>();
  for (let start = 0; start < references.length; start += customers.readMax) {
    const answer = await customers.read(references.slice(start, start + customers.readMax));
    for (const { reference, id } of answer.items) if (reference !== null) found.set(reference, id);
    for (const { id } of answer.refused) unreadable.add(id ?? '');
  }
  const missing = references.filter((reference) => !found.has(reference));
  return { found, gone: unreadable.size === 0 ? missing : [] };
}

/** Whoever has no profile is on no list; who is to come onto one needs a profile first. */
async function noteGone(context: JobContext, tx: LedgerTransaction, part: SegmentPart): Promise<void> {
  if (part.change === 'remove') {
    await noteTold(context, tx, part);
    return;
  }
  const { connection, clock } = context;
  const cause = 'the profile is gone';
  for (const reference of await stillKnown(tx, part.references)) {
    await tx.profiles.save(connection, new Map([[reference, { written: null, batch: null }]]), clock.now());
    await tx.work.mark([syncProfile(reference, { connection, cause })]);
  }
}

/** What the tool shows from now on; a profile that names its segments is written anew. Of who was erased nothing is noted. */
async function noteTold(
  { connection, settings, clock }: JobContext,
  tx: LedgerTransaction,
  { segment, change, references, destination }: SegmentPart,
): Promise<void> {
  const now = clock.now();
  const place = placeOf(segment, destination);
  const known = await stillKnown(tx, references);
  await tx.segments.noteTold({ connection, place }, known, change === 'add' ? 'there' : 'absent', now);
  await tx.brakes.spend(
    connection,
    references.map((reference) => changeSubject(place, reference)),
  );
  await tx.brakes.noteDrastic(connection, known, now);
  if (!destination.property) return;
  const cause = `segment ${segment}`;
  const stores = settings.marketing[connection]?.stores ?? [];
  await tx.work.mark(
    known
      .filter((reference) => stores.includes(customerFromReference(reference)?.connection ?? ''))
      .map((reference) => syncProfile(reference, { connection, cause })),
  );
}

/** Those of these customers that were not erased meanwhile. */
export async function stillKnown(
  tx: LedgerTransaction,
  references: readonly string[],
): Promise<readonly string[]> {
  const known: string[] = [];
  for (const reference of references) {
    const origin = customerFromReference(reference);
    const stored = origin === null ? null : await tx.customers.get(origin.connection, origin.customerId);
    if (stored !== null) known.push(reference);
  }
  return known;
}
