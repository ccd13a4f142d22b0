import { priorities } from '#domain/priority.ts';
import type { Connection, Resource } from '#sdk/define-connector.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import { wokenJobs } from './job-names.ts';
import { OperationError } from './operation-error.ts';

/** Makes all reads of a connection due now; returns what will be read. Reading shipments is part of reading stock. */
export async function pullConnection(
  ledger: Ledger,
  connection: string,
  account: Connection,
): Promise<{ readonly connection: string; readonly resources: readonly Resource[] }> {
  const resources = resourcesOf(account);
  if (resources.length === 0) throw new OperationError(`${connection} has nothing that could be read`);
  await ledger.write((tx) =>
    tx.work.mark(
      resources.map((subject) => ({
        job: wokenJobs.pull,
        subject,
        connection,
        priority: priorities.order,
        cause: 'asked for by an operator',
      })),
    ),
  );
  return { connection, resources };
}

function resourcesOf(account: Connection): readonly Resource[] {
  const sources: readonly (readonly [Resource, unknown])[] = [
    ['catalog', account.catalog?.source],
    ['consents', account.consents?.source],
    ['customers', account.customers?.source],
    ['locations', account.locations?.source],
    ['orders', account.orders?.source],
    ['requests', account.requests?.target],
    ['returns', account.returns?.source],
    ['shipments', account.stock?.source === undefined ? account.shipments?.source : undefined],
    ['stock', account.stock?.source],
  ];
  return sources.filter(([, source]) => source !== undefined).map(([resource]) => resource);
}
