import { consentChannels } from '#domain/consent.ts';
import { type Customer, customerReference } from '#domain/customer.ts';
import type { Priority } from '#domain/priority.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { contactOf } from './contact-of.ts';
import { fedBy, lowerConsents, syncProfile } from './marketing-marks.ts';
import { judgeCustomer } from './segment-marks.ts';

type RecordContext = Pick<JobContext, 'connection' | 'ledger' | 'settings' | 'clock'>;

interface CustomerRead {
  readonly basis: number;
  readonly sentAt: number;
  /** Of what is to be told of them; a no is passed on at once in any case. */
  readonly priority?: Priority;
}

export const UNREADABLE_CUSTOMER = {
  type: 'unreadable-customer',
  suggestion:
    'Correct the customer in the store, or report the shape of the answer; then retry the parked work.',
} as const;

const CUSTOMERS_PER_TRANSACTION = 50;

/** observe -> record: what a store says of its customers, and who has to hear of it. */
export async function recordCustomers(
  context: RecordContext,
  customers: readonly Customer[],
  read: CustomerRead,
): Promise<void> {
  for (let start = 0; start < customers.length; start += CUSTOMERS_PER_TRANSACTION) {
    const chunk = customers.slice(start, start + CUSTOMERS_PER_TRANSACTION);
    await context.ledger.write(async (tx) => {
      for (const customer of chunk) await recordCustomer(context, tx, { customer, read });
    });
  }
}

async function recordCustomer(
  { connection, settings, clock }: RecordContext,
  tx: LedgerTransaction,
  { customer, read }: { readonly customer: Customer; readonly read: CustomerRead },
): Promise<void> {
  const now = clock.now();
  const outcome = await tx.customers.record(connection, customer, now, read);
  await tx.discrepancies.close(UNREADABLE_CUSTOMER.type, connection, customer.id, 'repaired', now);
  if (outcome !== 'new' && outcome !== 'changed') return;
  for (const channel of consentChannels) {
    const contact = contactOf(customer, channel);
    const consent = customer.consents[channel];
    if (contact !== null && consent !== undefined)
      await tx.consents.record(connection, channel, contact, consent, now);
  }
  const reference = customerReference(connection, customer.id);
  const cause = `customer ${reference} v${customer.updatedAt}`;
  const urgency = read.priority === undefined ? {} : { priority: read.priority };
  const targets = fedBy(settings, connection);
  if (targets.length === 0) return;
  // The store itself may have to hear of a no that was said before it told of the customer.
  await tx.work.mark([
    ...[connection, ...targets].map((to) => lowerConsents(reference, { connection: to, cause })),
    ...targets.map((to) => syncProfile(reference, { connection: to, cause, ...urgency })),
    ...judgeCustomer(settings, { connection, id: customer.id }, { cause, ...urgency }),
  ]);
}
