import { priorities } from '#domain/priority.ts';
import type { PrivacyRequest } from '#sdk/define-connector.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { jobNames } from '#jobs/job-names.ts';
import { beginErasure } from './begin-erasure.ts';

/** Subject of the work that empties a whole account. */
export const WHOLE_ACCOUNT = 'account';

/** What a vendor asks for by law is begun in the transaction that settles its webhook. */
export async function takePrivacyRequest(
  { connection, clock, settings }: JobContext,
  tx: LedgerTransaction,
  request: PrivacyRequest,
): Promise<void> {
  const now = clock.now();
  if (request.kind === 'erase-customer') {
    const { customerId, email, phone, orderIds } = request;
    const refOf = (id: string) => ({ connection, id });
    const customer = customerId === null ? null : refOf(customerId);
    const orders = orderIds.map(refOf);
    await beginErasure(tx, { email, phone, customer, orders }, { by: connection, now, settings });
  } else if (request.kind === 'erase-account') {
    await tx.work.mark([
      {
        job: jobNames.erasePeople,
        subject: WHOLE_ACCOUNT,
        connection,
        priority: priorities.upkeep,
        cause: `${connection} asks for all its customers to be erased`,
      },
    ]);
  } else {
    const { requestId, customerId } = request;
    await tx.discrepancies.open(
      {
        type: 'data-request',
        connection,
        subject: requestId,
        detail: `a customer (${customerId ?? 'without an account'}) wants to know what is stored about them`,
        amount: null,
        currency: null,
        suggestion: `Answer within 30 days. "syncline privacy export <email> --request ${requestId} --out <file>" writes down all that Syncline holds and closes this; the store, the ERP and the tools hold records of their own.`,
      },
      now,
    );
  }
}
