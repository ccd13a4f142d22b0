import { profileOf } from '#reconcile/profile-document.ts';
import type { CustomerTarget, StoredProfile } from '#sdk/customers.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { StoredCustomer } from '#sdk/ledger/customers.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { jobNames } from './job-names.ts';
import { giveConsents } from './steps/give-consent.ts';
import { giveUpLate } from './steps/give-up-late.ts';
import { namedSegments } from './steps/named-segments.ts';
import { readCustomers } from './steps/read-opt-outs.ts';
import { settleBatches } from './steps/settle-batches.ts';
import { type ProfilePlan, UPSERT, writeProfiles } from './steps/write-profiles.ts';

/** As many as share one import, and are read back in a few calls. Who is more urgent comes first within it. */
const BATCH_MAX = 500;
/** A batch that the target works off by itself. */
const BATCH_LOOK_MS = 15_000;

/**
 * Makes a profile say what the store says of its customer, and passes on what the customer has just said yes to. A no has its
 * own job. The subject is the customer's reference, `<store>:<customer id>`.
 */
export const syncProfiles = defineJob({
  name: jobNames.syncProfiles,
  title: 'Keeps the profiles of customers equal to the store',
  priority: 'catalog',
  batchMax: BATCH_MAX,
  appliesTo: ({ account }) => account.customers?.target !== undefined,
  async run(context, work) {
    const target = context.account.customers?.target;
    if (target === undefined) return;
    const { connection, clock } = context;
    const openUntil = await giveUpLate(context, work, {
      operation: UPSERT,
      quarantineMs: target.quarantineMs,
      // What landed late may be older than what was written after it.
      onExpired: async (tx, { members }) => {
        const unsure = members.map(({ subject }) => [subject, { written: null, batch: null }] as const);
        await tx.profiles.save(connection, new Map(unsure), clock.now());
      },
    });
    const settled = await settleBatches(context, target, work);
    const customers = await readCustomers(context, settled);
    const rows = settled.filter((row) => customers.has(row.subject));
    const plans = await plansOf(context, rows, customers);
    // What is to be written needs no look before; the rest is seen to be there, and what it says of consents.
    const profiles = await readProfiles(
      target,
      plans.filter(({ isWritten }) => isWritten).map(({ work: row }) => row),
    );
    const due: ProfilePlan[] = [];
    for (const plan of plans) {
      const customer = customers.get(plan.work.subject);
      const profile = profiles.get(plan.work.subject);
      if (profile === undefined) due.push(plan);
      else if (customer !== undefined) await pass(context, plan.work, { customer, profile });
      waitOut(context, plan.work, openUntil);
    }
    for (const { work: row } of await writeProfiles(context, target, due)) {
      const reason = 'the profile was written and is read back';
      context.wait(row, { dueAt: clock.now() + BATCH_LOOK_MS, reason, waitsFor: 'profiles' });
    }
  },
});

interface Plan extends ProfilePlan {
  /** Just this was confirmed as written. */
  readonly isWritten: boolean;
}

/** What each profile is to say. */
async function plansOf(
  { ledger, connection, settings }: JobContext,
  rows: readonly LeasedWork[],
  customers: ReadonlyMap<string, StoredCustomer>,
): Promise<readonly Plan[]> {
  return ledger.read(async (tx) => {
    const states = await tx.profiles.get(
      connection,
      rows.map(({ subject }) => subject),
    );
    const plans: Plan[] = [];
    for (const work of rows) {
      const stored = customers.get(work.subject);
      if (stored === undefined) continue;
      const segments = await namedSegments(tx, settings.marketing[connection], {
        connection,
        reference: work.subject,
      });
      const profile = profileOf(stored.connection, stored.customer, segments);
      const content = tx.profiles.fingerprint(profile);
      plans.push({ work, profile, content, isWritten: states.get(work.subject)?.written === content });
    }
    return plans;
  });
}

async function pass(
  context: JobContext,
  row: LeasedWork,
  { customer, profile }: { readonly customer: StoredCustomer; readonly profile: StoredProfile },
): Promise<void> {
  const target = context.account.consents?.target;
  if (target !== undefined)
    await giveConsents(context, row, { target, customer: customer.customer, profile });
}

function waitOut(context: JobContext, row: LeasedWork, openUntil: ReadonlyMap<string, number>): void {
  const until = openUntil.get(row.subject);
  if (until === undefined) return;
  context.wait(row, { dueAt: until, reason: 'an earlier write may still land', waitsFor: 'quarantine' });
}

async function readProfiles(
  target: CustomerTarget,
  work: readonly LeasedWork[],
): Promise<ReadonlyMap<string, StoredProfile>> {
  const found = new Map<string, StoredProfile>();
  for (let start = 0; start < work.length; start += target.readMax) {
    const references = work.slice(start, start + target.readMax).map((row) => row.subject);
    const { items } = await target.read(references);
    for (const profile of items) if (profile.reference !== null) found.set(profile.reference, profile);
  }
  return found;
}
