import type { Finding } from '#sdk/define-connector.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { Client } from './client.ts';

/** The first version whose `check_access_rights` has a successor. */
const HAS_ACCESS_SINCE = 18;

/**
 * Whether refunds could be booked. Warnings only: whether they are to be is the merchant's policy, which a connector does not
 * know.
 */
export async function checkRefunds(client: Client): Promise<readonly Finding[]> {
  if (!(await mayCreateNotes(client))) {
    return [
      {
        severity: 'warning',
        code: 'refunds.rights',
        message: 'the user may not create credit notes: refunds would be told as refund-refused',
        advice: 'give it the group Invoicing / Billing, or set refunds of the store to record',
      },
    ];
  }
  if (await hasSalesJournal(client)) return [];
  return [
    {
      severity: 'warning',
      code: 'refunds.journal',
      message: 'Odoo shows no journal for sales: refunds would be told as refund-refused',
      advice: 'set up the accounting of the company, or set refunds of the store to record',
    },
  ];
}

async function mayCreateNotes(client: Client): Promise<boolean> {
  const isOld = (await client.version()) < HAS_ACCESS_SINCE;
  const call = isOld
    ? ({ method: 'check_access_rights', params: { operation: 'create', raise_exception: false } } as const)
    : ({ method: 'has_access', ids: [], params: { operation: 'create' } } as const);
  return isTrue(() => client.call({ model: 'account.move', effect: 'read', ...call }));
}

async function hasSalesJournal(client: Client): Promise<boolean> {
  return isTrue(async () => {
    const params = { domain: [['type', '=', 'sale']] };
    const options = { limit: 1 };
    const { result } = await client.call({
      model: 'account.journal',
      method: 'search',
      effect: 'read',
      params,
      options,
    });
    return { result: Array.isArray(result) && result.length > 0 };
  });
}

/** Refused counts as no: an app that is not installed answers so, and so does a missing right. */
async function isTrue(ask: () => Promise<{ readonly result: unknown }>): Promise<boolean> {
  try {
    return (await ask()).result === true;
  } catch (error) {
    if (error instanceof RejectedError) return false;
    throw error;
  }
}
