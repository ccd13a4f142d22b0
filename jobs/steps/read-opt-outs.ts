import { type Consents, consentChannels, isNo } from '#domain/consent.ts';
import { customerReference } from '#domain/customer.ts';
import { mayStillRise, planOptOut } from '#reconcile/plan-opt-out.ts';
import type { ConsentLowering } from '#sdk/consents.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { StoredCustomer } from '#sdk/ledger/customers.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import { contactOf } from './contact-of.ts';
import { lastGiven } from './give-consent.ts';
import { idsByStore } from './ids-by-store.ts';
import { fedBy } from './marketing-marks.ts';

export interface OptOuts {
  readonly plans: readonly PlannedOptOut[];
  /** Of whom nothing is to be told now, and until when a yes of ours may still land on what the system shows. */
  readonly unsettled: ReadonlyMap<LeasedWork, number>;
}

export interface PlannedOptOut {
  readonly work: LeasedWork;
  readonly store: string;
  readonly customerId: string;
  readonly change: ConsentLowering;
}

/** What this system does not know yet of those who said no elsewhere. */
export async function readOptOuts(
  context: JobContext,
  work: readonly LeasedWork[],
  quarantineMs: number,
): Promise<OptOuts> {
  const stored = await readCustomers(context, work);
  const refusing = await refusingElsewhere(context, [...stored.values()]);
  const asked = work.flatMap((row) => {
    const customer = stored.get(row.subject);
    return customer !== undefined && refusing.has(customer) ? [{ row, customer }] : [];
  });
  const shown = await readShown(
    context,
    asked.map(({ row }) => row.subject),
  );
  const plans: PlannedOptOut[] = [];
  const unsettled = new Map<LeasedWork, number>();
  for (const { row, customer } of asked) {
    const found = await context.ledger.read((tx) =>
      plansOf(context, tx, { row, customer, shown, quarantineMs }),
    );
    plans.push(...found.plans);
    if (found.plans.length === 0 && found.unsettledUntil !== null) unsettled.set(row, found.unsettledUntil);
  }
  return { plans, unsettled };
}

/** Only a no that was said elsewhere is passed on, so the system itself is asked of those alone who said one. */
async function refusingElsewhere(
  { ledger, connection, settings }: JobContext,
  customers: readonly StoredCustomer[],
): Promise<ReadonlySet<StoredCustomer>> {
  const heard = heardBy(settings, connection);
  return ledger.read(async (tx) => {
    const refusing = new Set<StoredCustomer>();
    for (const customer of customers) {
      for (const channel of consentChannels) {
        const contact = contactOf(customer.customer, channel);
        const said = contact === null ? [] : await tx.consents.of(channel, contact);
        if (said.some((one) => heard.has(one.connection) && isNo(one.state))) refusing.add(customer);
      }
    }
    return refusing;
  });
}

interface Facts {
  readonly row: LeasedWork;
  readonly customer: StoredCustomer;
  /** What the profiles of this system say, by reference; null: its own customers do. */
  readonly shown: ReadonlyMap<string, Consents> | null;
  readonly quarantineMs: number;
}

async function plansOf(
  { connection, settings, clock }: JobContext,
  tx: LedgerTransaction,
  { row, customer: { connection: store, customer }, shown, quarantineMs }: Facts,
): Promise<{ readonly plans: readonly PlannedOptOut[]; readonly unsettledUntil: number | null }> {
  const consents = shown === null ? customer.consents : (shown.get(row.subject) ?? {});
  const heard = heardBy(settings, connection);
  const plans: PlannedOptOut[] = [];
  let unsettledUntil: number | null = null;
  for (const channel of consentChannels) {
    const contact = contactOf(customer, channel);
    if (contact === null) continue;
    const others = (await tx.consents.of(channel, contact)).filter((said) => heard.has(said.connection));
    const given = await lastGiven(tx, { connection, reference: row.subject, channel });
    const oursUntil = given === null ? null : given + quarantineMs;
    const facts = { current: consents[channel], others, oursUntil };
    if (mayStillRise(facts, clock.now())) unsettledUntil = Math.max(unsettledUntil ?? 0, oursUntil ?? 0);
    const state = planOptOut(facts);
    if (state === null) continue;
    plans.push({ work: row, store, customerId: customer.id, change: { contact, channel, state } });
  }
  return { plans, unsettledUntil };
}

/** Whose word counts at a connection: of a store the tools that it feeds, of a tool the stores that feed it. */
function heardBy(settings: JobContext['settings'], connection: string): ReadonlySet<string> {
  return new Set([...(settings.marketing[connection]?.stores ?? []), ...fedBy(settings, connection)]);
}

export async function readCustomers(
  { ledger }: Pick<JobContext, 'ledger'>,
  work: readonly LeasedWork[],
): Promise<ReadonlyMap<string, StoredCustomer>> {
  return ledger.read(async (tx) => {
    const found = new Map<string, StoredCustomer>();
    for (const [store, ids] of idsByStore(work.map(({ subject }) => subject))) {
      for (const [id, customer] of await tx.customers.getAll(store, ids))
        found.set(customerReference(store, id), customer);
    }
    return found;
  });
}

/** A system that keeps profiles is asked itself; of a store we know by its customers. */
async function readShown(
  { account }: JobContext,
  references: readonly string[],
): Promise<ReadonlyMap<string, Consents> | null> {
  const target = account.customers?.target;
  if (target === undefined) return null;
  const shown = new Map<string, Consents>();
  for (let start = 0; start < references.length; start += target.readMax) {
    const { items } = await target.read(references.slice(start, start + target.readMax));
    for (const { reference, consents } of items) if (reference !== null) shown.set(reference, consents);
  }
  return shown;
}
