import { priorities } from '#domain/priority.ts';
import { placeOf } from '#reconcile/plan-push.ts';
import type { CustomerTarget } from '#sdk/customers.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { ToldMember } from '#sdk/ledger/segments.ts';
import type { ListTarget } from '#sdk/member-lists.ts';
import { jobNames } from './job-names.ts';
import { SEGMENTS } from './steps/segment-marks.ts';

/** What was told this lately may not show yet, and is left to the push. */
const GRACE_MS = 600_000;
const MEMBERS_MAX = 5_000_000;
/** Members were taken off by hand, or put on. */
const DRIFTED = 'list-drifted';
/** Somebody is on the list whom no segment put there. */
const STRANGERS = 'list-strangers';

interface Shown {
  readonly segment: string;
  readonly place: string;
  readonly list: string;
}

/**
 * Compares the lists that show segments with what the tool was told. What people changed there by hand is noted as it is, so
 * that the push puts it right, weighed by the brake like any other change; who came onto a list otherwise is told to people and
 * stays. Nothing here knows of consents: being on a list is none.
 */
export const sweepSegments = defineJob({
  name: jobNames.sweepSegments,
  title: 'Compares the lists of segments with what a tool was told',
  priority: 'backfill',
  appliesTo: (options) => options.account.lists?.target !== undefined && shownBy(options).length > 0,
  schedules: ({ settings }) => [{ subject: SEGMENTS, everyMs: settings.intervals.sweepCustomersMs }],
  async run(context) {
    const lists = context.account.lists?.target;
    const customers = context.account.customers?.target;
    if (lists === undefined || customers === undefined) return;
    for (const shown of shownBy(context)) await compare(context, { lists, customers }, shown);
  },
});

function shownBy({ connection, settings }: Pick<JobContext, 'connection' | 'settings'>): readonly Shown[] {
  return Object.entries(settings.marketing[connection]?.segments ?? {}).flatMap(([segment, destination]) =>
    destination.list === null
      ? []
      : [{ segment, place: placeOf(segment, destination), list: destination.list }],
  );
}

async function compare(
  context: JobContext,
  { lists, customers }: { readonly lists: ListTarget; readonly customers: CustomerTarget },
  shown: Shown,
): Promise<void> {
  const settledBefore = context.clock.now() - GRACE_MS;
  const members = await readMembers(context, lists, shown.list);
  const removed: string[] = [];
  const added: string[] = [];
  const explained = new Set<string>();
  let after: string | null = null;
  while (true) {
    const page: readonly ToldMember[] = await context.ledger.read((tx) =>
      tx.segments.told({ connection: context.connection, place: shown.place }, after, customers.readMax),
    );
    if (page.length > 0) {
      const read = await customers.read(page.map(({ reference }) => reference));
      const ids = new Map(read.items.map(({ reference, id }) => [reference, id]));
      for (const { reference, state, changedAt } of page) {
        const id = ids.get(reference);
        // Whose profile is gone, or could not be read, is on no list that anything can be said of.
        if (id === undefined) continue;
        explained.add(id);
        if (changedAt > settledBefore) continue;
        if (state === 'there' && !members.has(id)) removed.push(reference);
        if (state === 'absent' && members.has(id)) added.push(reference);
      }
    }
    after = page.at(-1)?.reference ?? null;
    if (page.length < customers.readMax) break;
    context.signal.throwIfAborted();
    await context.prolong();
  }
  const strangers = [...members].filter((id) => !explained.has(id)).length;
  await noteDrift(context, shown, { removed, added, strangers });
}

/** @throws {RejectedError} a member that cannot be read: it may be the one that is missed. */
async function readMembers(
  context: JobContext,
  lists: ListTarget,
  list: string,
): Promise<ReadonlySet<string>> {
  const members = new Set<string>();
  for await (const page of lists.members(list)) {
    if (page.refused.length > 0)
      throw new RejectedError(`members of list ${list} cannot be read`, { code: 'shape' });
    for (const { id } of page.items) members.add(id);
    if (members.size > MEMBERS_MAX)
      throw new RangeError(`list ${list} has more members than can be compared`);
    if (page.complete) break;
    context.signal.throwIfAborted();
    await context.prolong();
  }
  return members;
}

async function noteDrift(
  { connection, ledger, clock }: JobContext,
  { segment, place, list }: Shown,
  {
    removed,
    added,
    strangers,
  }: { readonly removed: readonly string[]; readonly added: readonly string[]; readonly strangers: number },
): Promise<void> {
  const now = clock.now();
  const drifted = removed.length + added.length;
  const found = [
    {
      type: DRIFTED,
      count: drifted,
      detail: `${removed.length} members of ${segment} were taken off list ${list} by hand, and ${added.length} others were put on it`,
      suggestion: 'Both are put right. To keep somebody off a list, change the rule of its segment.',
    },
    {
      type: STRANGERS,
      count: strangers,
      detail: `${strangers} profiles are on list ${list} that segment ${segment} did not put there`,
      suggestion: 'They are left alone. Take them off in the tool, or show the segment on a list of its own.',
    },
  ];
  await ledger.write(async (tx) => {
    await tx.segments.noteTold({ connection, place }, removed, 'absent', now);
    await tx.segments.noteTold({ connection, place }, added, 'there', now);
    for (const { type, count, detail, suggestion } of found) {
      if (count === 0) await tx.discrepancies.close(type, connection, segment, 'repaired', now);
      else
        await tx.discrepancies.open(
          { type, connection, subject: segment, detail, amount: count, currency: null, suggestion },
          now,
        );
    }
    if (drifted === 0) return;
    const cause = `a sweep found ${drifted} differences on list ${list}`;
    await tx.work.mark([
      { job: jobNames.pushSegments, subject: SEGMENTS, connection, cause, priority: priorities.backfill },
    ]);
  });
}
