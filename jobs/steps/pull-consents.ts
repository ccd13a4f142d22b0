import { consentChannels } from '#domain/consent.ts';
import { customerReference } from '#domain/customer.ts';
import type { StoredProfile } from '#sdk/customers.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { Mark } from '#sdk/ledger/work.ts';
import { contactOf } from './contact-of.ts';
import { lowerConsents } from './marketing-marks.ts';
import { refuseNameless } from './refused-records.ts';
import { judgeCustomer } from './segment-marks.ts';

/**
 * What customers said at a system that writes to them. A no is noted, and the stores are to hear of it, in one transaction:
 * from then on nothing comes before it.
 */
export async function pullConsents(context: JobContext): Promise<void> {
  const { connection, ledger, clock, account } = context;
  const source = account.consents?.source;
  if (source === undefined) return;
  const { cursor } = await ledger.read((tx) => tx.cursors.get(connection, 'consents'));
  for await (const page of source.changedSince(cursor)) {
    // A profile that cannot be read says nothing of its consent: the cursor stays in front of it.
    const isWhole = page.refused.length === 0;
    await ledger.write(async (tx) => {
      const marks: Mark[] = [];
      for (const profile of page.items) marks.push(...(await recordConsents(context, tx, profile)));
      await tx.work.mark(marks);
      if (!isWhole) return;
      await tx.cursors.save(connection, 'consents', {
        cursor: page.cursor,
        ...(page.complete ? { completedAt: clock.now() } : {}),
      });
    });
    refuseNameless(
      page.refused.map(({ reason }) => ({ id: null, reason })),
      'consents',
    );
    if (page.complete) return;
    context.signal.throwIfAborted();
    await context.prolong();
  }
}

async function recordConsents(
  { connection, settings, clock }: JobContext,
  tx: LedgerTransaction,
  profile: StoredProfile,
): Promise<readonly Mark[]> {
  const stores = settings.marketing[connection]?.stores ?? [];
  const marks: Mark[] = [];
  for (const channel of consentChannels) {
    const contact = contactOf(profile, channel);
    const consent = profile.consents[channel];
    if (contact === null || consent === undefined) continue;
    if (!(await tx.consents.record(connection, channel, contact, consent, clock.now()))) continue;
    const cause = `${consent.state} on ${channel} at ${connection}`;
    for (const customer of await tx.customers.byContact(channel, contact)) {
      if (!stores.includes(customer.connection)) continue;
      const reference = customerReference(customer.connection, customer.id);
      // The store first; and where it was said, because a store may know of a no that this yes does not overcome.
      for (const to of [customer.connection, connection])
        marks.push(lowerConsents(reference, { connection: to, cause }));
      marks.push(...judgeCustomer(settings, customer, { cause }));
    }
  }
  return marks;
}
