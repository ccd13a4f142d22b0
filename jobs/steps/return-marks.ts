import type { OrderReturn } from '#domain/order-return.ts';
import { priorities, type Priority } from '#domain/priority.ts';
import { jobNames } from '#jobs/job-names.ts';
import type { Mark } from '#sdk/ledger/work.ts';
import type { SyncSettings } from '#sdk/settings.ts';

/** "What comes back of the order to this warehouse may have changed." */
export function announceReturns(
  reference: string,
  {
    connection,
    cause,
    priority = 'fulfillment',
  }: { readonly connection: string; readonly cause: string; readonly priority?: Priority },
): Mark {
  return {
    job: jobNames.announceReturns,
    subject: reference,
    connection,
    cause,
    priority: priorities[priority],
  };
}

/** For every warehouse that wants to know. What a store has closed is over, and is left as it is. */
export function returnMarks(
  { hearsOfReturns }: Pick<SyncSettings, 'hearsOfReturns'>,
  {
    returns,
    reference,
    cause,
    priority = 'fulfillment',
  }: {
    readonly returns: readonly OrderReturn[] | undefined;
    readonly reference: string;
    readonly cause: string;
    readonly priority?: Priority;
  },
): readonly Mark[] {
  if (returns?.some(({ status }) => status !== 'closed') !== true) return [];
  return [...hearsOfReturns].map((connection) => announceReturns(reference, { connection, cause, priority }));
}
