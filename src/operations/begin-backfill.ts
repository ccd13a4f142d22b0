import { z } from 'zod';
import { priorities } from '#domain/priority.ts';
import type { Backfill } from '#sdk/ledger/backfills.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { HISTORY_SUBJECT, wokenJobs } from './job-names.ts';
import { OperationError } from './operation-error.ts';

const moment = z.int().min(0);

export const backfillShape = z.strictObject({
  connection: z.string(),
  /** The stores that feed it. */
  stores: z.array(z.string()).min(1),
  resource: z.enum(['orders', 'customers']),
  from: moment,
  /** Null: up to the connection's first start, from which on it was told everything. */
  to: moment.nullable(),
  /** One that is done begins anew. */
  again: z.boolean(),
  by: z.string().min(1).max(200),
});

/**
 * Asks for the history of some stores to be told to a system. What is under way, or done, under the same dates is that one:
 * a second command continues the first.
 */
export async function beginBackfill(
  ledger: Ledger,
  { connection, stores, resource, from, to, again, by }: z.output<typeof backfillShape>,
  now: number,
): Promise<readonly Backfill[]> {
  return ledger.write(async (tx) => {
    const states = await tx.connections.all();
    const started = states.find((state) => state.connection === connection)?.firstStartedAt;
    if (started === undefined)
      throw new OperationError(
        `${connection} was never started, and its history ends with its first start`,
        'run "syncline start" once, then ask again',
      );
    // Orders since then are live; of a customer it does no harm to look again.
    const end = resource === 'orders' ? Math.min(to ?? started, started) : (to ?? started);
    if (from >= end)
      throw new OperationError(
        `there is no history of ${connection} between ${textOf(from)} and ${textOf(end)}`,
        `it was first started at ${textOf(started)}; what happened since is told as it happens`,
      );
    const begun: Backfill[] = [];
    for (const store of stores) {
      const request = { connection, store, resource, from, to: end };
      begun.push(await tx.backfills.begin(request, { requestedBy: by, now, again }));
    }
    const cause = `backfill of ${resource}, asked for by ${by}`;
    const mark = { subject: HISTORY_SUBJECT, priority: priorities.backfill, cause };
    await tx.work.mark([
      ...stores.map((store) => ({ ...mark, job: wokenJobs.readHistory, connection: store })),
      { ...mark, job: wokenJobs.sendHistory, connection },
    ]);
    return begun;
  });
}

function textOf(at: number): string {
  return new Date(at).toISOString();
}
