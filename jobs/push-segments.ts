import type { SegmentChange } from '#reconcile/plan-push.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { Effect } from '#sdk/ledger/effects.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { jobNames } from './job-names.ts';
import { APPROVAL_DELAY_MS } from './steps/apply-brake.ts';
import { findTellable } from './steps/find-tellable.ts';
import { giveUpLate } from './steps/give-up-late.ts';
import { planSegments } from './steps/plan-segments.ts';
import { SEGMENTS } from './steps/segment-marks.ts';
import { LIST_CHANGE, type ListChange, stillKnown, tellSegment } from './steps/tell-segments.ts';
import { weighSegments } from './steps/weigh-segments.ts';

/** Contacts of one run; then others have a turn. */
const CONTACTS_PER_RUN = 1_000;
const CONTACTS_PER_CALL = 200;
/** A profile that is being written is there a moment later. */
const PROFILE_LOOK_MS = 20_000;

/**
 * Makes a tool show who is in which segment, on lists and in profiles, by difference. The whole push is one subject, so that it is
 * weighed as a whole before its first write.
 */
export const pushSegments = defineJob({
  name: jobNames.pushSegments,
  title: 'Shows a marketing tool who is in which segment',
  priority: 'backfill',
  appliesTo: ({ connection, account, settings }) =>
    account.customers?.target !== undefined &&
    Object.keys(settings.marketing[connection]?.segments ?? {}).length > 0,
  schedules: ({ settings }) => [{ subject: SEGMENTS, everyMs: settings.segments.everyMs }],
  async run(context, [work]) {
    const setting = context.settings.marketing[context.connection];
    if (work === undefined || setting === undefined) return;
    const openUntil = await giveUpLists(context, work);
    const plan = await planSegments(context, context.connection, setting);
    const { released, heldAs } = await weighSegments(context, plan);
    const { tellable, isMoreToCome } = await findTellable(context, released);
    const isMore = await tell(context, work, tellable);
    waitOut(context, work, { isMore, isMoreToCome, heldAs, openUntil });
  },
});

async function giveUpLists(context: JobContext, work: LeasedWork): Promise<number | null> {
  const quarantineMs = context.account.lists?.target?.quarantineMs;
  if (quarantineMs === undefined) return null;
  const open = await giveUpLate(context, [work], {
    operation: LIST_CHANGE,
    quarantineMs,
    // It may have landed over what was said after it, so it is said once more.
    onExpired: (tx, effect) => forgetTold(context, tx, effect),
  });
  return open.get(work.subject) ?? null;
}

async function forgetTold(
  { connection, clock }: JobContext,
  tx: LedgerTransaction,
  { body, members }: Effect,
): Promise<void> {
  const { place } = JSON.parse(body) as ListChange;
  const [, ...people] = members;
  const references = people.map(({ subject }) => subject);
  await tx.segments.noteTold({ connection, place }, await stillKnown(tx, references), 'unknown', clock.now());
}

/** @returns whether there is more that can be told at once. */
async function tell(
  context: JobContext,
  work: LeasedWork,
  changes: readonly SegmentChange[],
): Promise<boolean> {
  const { account, settings, connection, signal } = context;
  const customers = account.customers?.target;
  if (customers === undefined) return false;
  const tools = { work, customers, lists: account.lists?.target };
  let left = CONTACTS_PER_RUN;
  for (const [segment, destination] of Object.entries(settings.marketing[connection]?.segments ?? {})) {
    for (const change of ['remove', 'add'] as const) {
      const references = changes
        .filter((one) => one.segment === segment && one.change === change)
        .map(({ reference }) => reference);
      for (let start = 0; start < references.length; start += CONTACTS_PER_CALL) {
        if (left <= 0) return true;
        signal.throwIfAborted();
        const some = references.slice(start, start + CONTACTS_PER_CALL);
        // A list that refuses one refuses all, and keeps no other segment waiting.
        if (!(await tellSegment(context, tools, { segment, change, references: some, destination }))) break;
        left -= some.length;
        await context.prolong();
      }
    }
  }
  return false;
}

function waitOut(
  context: JobContext,
  work: LeasedWork,
  {
    isMore,
    isMoreToCome,
    heldAs,
    openUntil,
  }: {
    readonly isMore: boolean;
    readonly isMoreToCome: boolean;
    readonly heldAs: string | null;
    readonly openUntil: number | null;
  },
): void {
  const now = context.clock.now();
  const moments = [
    ...(isMore ? [now] : []),
    ...(isMoreToCome ? [now + PROFILE_LOOK_MS] : []),
    ...(heldAs === null ? [] : [now + APPROVAL_DELAY_MS]),
    ...(openUntil === null ? [] : [openUntil]),
  ];
  if (moments.length === 0) return;
  const dueAt = Math.min(...moments);
  if (heldAs !== null) {
    const reason = `waits for approval: syncline brake approve ${heldAs}`;
    context.wait(work, { dueAt, reason, waitsFor: 'approval' });
  } else if (isMore) context.wait(work, { dueAt, reason: 'more contacts are to be told' });
  else if (isMoreToCome)
    context.wait(work, { dueAt, reason: 'profiles of members are being written', waitsFor: 'profiles' });
  else context.wait(work, { dueAt, reason: 'an earlier change may still land', waitsFor: 'quarantine' });
}
