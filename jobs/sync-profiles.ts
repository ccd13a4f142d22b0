import { profileOf } from '#reconcile/profile-document.ts';
import type { CustomerTarget, StoredProfile } from '#sdk/customers.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { ProfileState, StoredCustomer } from '#sdk/ledger/customers.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { jobNames } from './job-names.ts';
import { giveConsents } from './steps/give-consent.ts';
import { giveUpLate } from './steps/give-up-late.ts';
import { namedSegments } from './steps/named-segments.ts';
import { readCustomers } from './steps/read-opt-outs.ts';
import { settleBatches } from './steps/settle-batches.ts';
import { type ProfilePlan, UPSERT, writeProfiles } from './steps/write-profiles.ts';

const BATCH_MAX = 100;
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
    const { ledger, connection, clock } = context;
    const openUntil = await giveUpLate(context, work, {
      operation: UPSERT,
      quarantineMs: target.quarantineMs,
      // What landed late may be older than what was written after it.
      onExpired: async (tx, { members }) => {
        for (const { subject } of members)
          await tx.profiles.save(connection, subject, { written: null, batch: null }, clock.now());
      },
    });
    const settled = await settleBatches(context, target, work);
    const customers = await readCustomers(context, settled);
    const rows = settled.filter((row) => customers.has(row.subject));
    const profiles = await readProfiles(target, rows);
    const states = await ledger.read((tx) =>
      tx.profiles.get(
        connection,
        rows.map((row) => row.subject),
      ),
    );
    const plans: ProfilePlan[] = [];
    for (const row of rows) {
      const customer = customers.get(row.subject);
      const profile = profiles.get(row.subject);
      if (customer === undefined) continue;
      const plan = await planOf(context, { row, customer, profile, state: states.get(row.subject) });
      if (plan !== null) plans.push(plan);
      else if (profile !== undefined) await pass(context, row, { customer, profile });
      waitOut(context, row, openUntil);
    }
    for (const { work: row } of await writeProfiles(context, target, plans)) {
      const reason = 'the profile was written and is read back';
      context.wait(row, { dueAt: clock.now() + BATCH_LOOK_MS, reason, waitsFor: 'profiles' });
    }
  },
});

/** Null: it says already what it should. */
async function planOf(
  { ledger, connection, settings }: JobContext,
  {
    row,
    customer: { connection: store, customer },
    profile,
    state,
  }: {
    readonly row: LeasedWork;
    readonly customer: StoredCustomer;
    readonly profile: StoredProfile | undefined;
    readonly state: ProfileState | undefined;
  },
): Promise<ProfilePlan | null> {
  const { wanted, content } = await ledger.read(async (tx) => {
    const segments = await namedSegments(tx, settings.marketing[connection], {
      connection,
      reference: row.subject,
    });
    const document = profileOf(store, customer, segments);
    return { wanted: document, content: tx.profiles.fingerprint(document) };
  });
  if (profile !== undefined && state?.written === content) return null;
  return { work: row, profile: wanted, content };
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
