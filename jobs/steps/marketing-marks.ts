import { type Priority, priorities } from '#domain/priority.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import type { Mark } from '#sdk/ledger/work.ts';
import { jobNames } from '#jobs/job-names.ts';

interface MarkOptions {
  readonly connection: string;
  readonly cause: string;
  readonly priority?: Priority;
}

/** "This customer may have changed at the store." */
export function refreshCustomer(id: string, { connection, cause }: MarkOptions): Mark {
  return { job: jobNames.refreshCustomers, subject: id, connection, cause, priority: priorities.order };
}

/** "Somebody said no, and this system may not know it yet." */
export function lowerConsents(reference: string, { connection, cause }: MarkOptions): Mark {
  return {
    job: jobNames.lowerConsents,
    subject: reference,
    connection,
    cause,
    priority: priorities['consent-lowered'],
  };
}

export function syncProfile(
  reference: string,
  { connection, cause, priority = 'catalog' }: MarkOptions,
): Mark {
  return {
    job: jobNames.syncProfiles,
    subject: reference,
    connection,
    cause,
    priority: priorities[priority],
  };
}

/** "What happened to this order may not be known here yet." */
export function sendEventsOf(
  reference: string,
  { connection, cause, priority = 'catalog' }: MarkOptions,
): Mark {
  return {
    job: jobNames.sendEvents,
    subject: reference,
    connection,
    cause,
    priority: priorities[priority],
  };
}

/** The systems that this store's customers and orders are told to. */
export function fedBy({ marketing }: SyncSettings, store: string): readonly string[] {
  return Object.entries(marketing).flatMap(([name, { stores }]) => (stores.includes(store) ? [name] : []));
}

/** What happened to an order may not be known everywhere yet. */
export function eventMarks(
  settings: SyncSettings,
  order: { readonly store: string; readonly reference: string; readonly cause: string },
): readonly Mark[] {
  return fedBy(settings, order.store).map((connection) =>
    sendEventsOf(order.reference, { connection, cause: order.cause }),
  );
}
