import { priorities, type Priority } from '#domain/priority.ts';
import { cellSubject } from '#domain/stock.ts';
import type { Cell } from '#sdk/ledger/stock.ts';
import type { Mark } from '#sdk/ledger/work.ts';
import { jobNames } from '#jobs/job-names.ts';

interface MarkOptions {
  readonly connection: string;
  readonly cause: string;
  readonly priority?: Priority;
}

/** "This order may have changed at its channel." */
export function refreshOrder(id: string, { connection, cause, priority = 'reading' }: MarkOptions): Mark {
  return { job: jobNames.refreshOrders, subject: id, connection, cause, priority: priorities[priority] };
}

/** "What the authority counts of this item may have changed." */
export function refreshStock(
  listingId: string,
  { connection, cause, priority = 'reading' }: MarkOptions,
): Mark {
  return {
    job: jobNames.refreshStock,
    subject: listingId,
    connection,
    cause,
    priority: priorities[priority],
  };
}

/** "What the channel should show in this cell may have changed." */
export function publishCell(
  cell: Cell,
  { cause, priority = 'stock-increase' }: Omit<MarkOptions, 'connection'>,
): Mark {
  return {
    job: jobNames.publishStock,
    subject: cellSubject(cell),
    connection: cell.connection,
    cause,
    priority: priorities[priority],
  };
}

/** "Something of this resource changed: ask for all changes." */
export function pullResource(
  resource: string,
  { connection, cause, priority = 'reading' }: MarkOptions,
): Mark {
  return { job: jobNames.pull, subject: resource, connection, cause, priority: priorities[priority] };
}
