import { priorities, type Priority } from '#domain/priority.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import type { Mark } from '#sdk/ledger/work.ts';
import { jobNames } from '#jobs/job-names.ts';

/** "What this warehouse is asked to ship of the order may have changed." */
export function requestFulfillment(
  reference: string,
  {
    connection,
    cause,
    priority = 'fulfillment',
  }: {
    readonly connection: string;
    readonly cause: string;
    readonly priority?: Priority;
  },
): Mark {
  return {
    job: jobNames.requestFulfillment,
    subject: reference,
    connection,
    cause,
    priority: priorities[priority],
  };
}

/** Every warehouse that may be asked to ship an order of this channel. */
export function warehousesFor({ locations, routing }: SyncSettings, channel: string): readonly string[] {
  const reachable = locations.filter(
    (location) =>
      location.takesRequests && (routing.by === 'rules' || location.shownOn[channel] !== undefined),
  );
  return [...new Set(reachable.map(({ shippedBy }) => shippedBy))];
}

export function requestMarks(
  settings: SyncSettings,
  order: { readonly channel: string; readonly reference: string; readonly cause: string },
): readonly Mark[] {
  const { reference, cause } = order;
  return warehousesFor(settings, order.channel).map((connection) =>
    requestFulfillment(reference, { connection, cause }),
  );
}
