import { priorities } from '#domain/priority.ts';
import { jobNames } from '#jobs/job-names.ts';
import type { Mark } from '#sdk/ledger/work.ts';
import type { SyncSettings } from '#sdk/settings.ts';

/** "What left for this order may be news": for its channel and for whoever books it, but never for the one that says so. */
export function publishMarks(
  { channels, hearsOfShipments }: SyncSettings,
  {
    channel,
    reference,
    from,
    cause,
  }: {
    readonly channel: string;
    readonly reference: string;
    readonly from: string;
    readonly cause: string;
  },
): readonly Mark[] {
  const bookedBy = channels[channel]?.bookedBy ?? null;
  return [channel, ...(bookedBy === null ? [] : [bookedBy])]
    .filter((connection) => connection !== from && hearsOfShipments.has(connection))
    .map((connection) => ({
      job: jobNames.publishFulfillment,
      subject: reference,
      connection,
      priority: priorities.fulfillment,
      cause,
    }));
}
