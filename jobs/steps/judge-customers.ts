import { consentChannels } from '#domain/consent.ts';
import { judgeSegment } from '#domain/segment.ts';
import { addToHistory, figuresOf, NO_HISTORY } from '#reconcile/customer-figures.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { ContactConsent, CustomerRef, StoredCustomer } from '#sdk/ledger/customers.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import { contactOf } from './contact-of.ts';
import { fedBy } from './marketing-marks.ts';
import { pushMarks } from './segment-marks.ts';

const ORDERS_PER_PAGE = 100;

interface Judged {
  readonly customer: CustomerRef;
  readonly segments: readonly string[];
  readonly changesAt: number | null;
}

/** Works out the segments of these customers of the store, and wakes the tools that are to hear what changed. */
export async function judgeCustomers(context: JobContext, work: readonly LeasedWork[]): Promise<void> {
  const { ledger, connection, settings, clock } = context;
  const now = clock.now();
  const judged: Judged[] = [];
  for (const { subject: id } of work) {
    const one = await ledger.read((tx) => judge(settings, tx, { customer: { connection, id }, now }));
    if (one !== null) judged.push(one);
  }
  await ledger.write(async (tx) => {
    // What a former holder read may be older than what is known by now.
    await tx.work.assertHeld(work);
    for (const { customer, ...result } of judged) {
      // Erased since it was read: nothing of them comes back.
      if ((await tx.customers.get(connection, customer.id)) === null) continue;
      const segments = await tx.segments.save(customer, result, now);
      if (segments.length > 0) await tx.work.mark(pushMarks(settings, customer, { segments, now }));
    }
  });
}

/** Null: nobody of this id is known. */
async function judge(
  settings: SyncSettings,
  tx: LedgerTransaction,
  { customer, now }: { readonly customer: CustomerRef; readonly now: number },
): Promise<Judged | null> {
  const stored = await tx.customers.get(customer.connection, customer.id);
  if (stored === null) return null;
  const figures = figuresOf({
    store: customer.connection,
    customer: stored.customer,
    history: await historyOf(settings, tx, customer),
    consents: await consentsOf(settings, tx, stored),
  });
  const answers = [...settings.segments.rules].map(([name, rule]) => ({
    name,
    ...judgeSegment(rule, figures, now),
  }));
  const moments = answers.flatMap(({ changesAt }) => changesAt ?? []);
  return {
    customer,
    segments: answers.filter(({ isMember }) => isMember).map(({ name }) => name),
    changesAt: moments.length === 0 ? null : Math.min(...moments),
  };
}

async function historyOf({ segments }: SyncSettings, tx: LedgerTransaction, customer: CustomerRef) {
  let history = NO_HISTORY;
  let after: string | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof tx.orders.ofCustomer>> = await tx.orders.ofCustomer(
      customer,
      after,
      ORDERS_PER_PAGE,
    );
    history = addToHistory(
      history,
      page.map(({ order }) => order),
      segments.skus,
    );
    after = page.at(-1)?.order.id ?? null;
    if (page.length < ORDERS_PER_PAGE) return history;
  }
}

/** The store's word, and that of each tool that it feeds. */
async function consentsOf(
  settings: SyncSettings,
  tx: LedgerTransaction,
  { connection, customer }: StoredCustomer,
): Promise<readonly ContactConsent[]> {
  const heard = new Set([connection, ...fedBy(settings, connection)]);
  const consents: ContactConsent[] = [];
  for (const channel of consentChannels) {
    const contact = contactOf(customer, channel);
    if (contact !== null) consents.push(...(await tx.consents.of(channel, contact)));
  }
  return consents.filter((said) => heard.has(said.connection));
}
