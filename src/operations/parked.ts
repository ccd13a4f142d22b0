import { priorities } from '#domain/priority.ts';
import type { Ledger, LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { EVENTS_SUBJECT, wokenJobs } from './job-names.ts';
import { OperationError } from './operation-error.ts';

/** What a person must look at: work that failed for good, or a webhook that could not be read. */
export interface ParkedItem {
  readonly id: string;
  readonly kind: 'work' | 'event';
  readonly connection: string;
  /** The job, or the topic of the webhook. */
  readonly job: string;
  readonly subject: string;
  readonly reason: string;
  readonly attempts: number;
  readonly cause: string;
  readonly since: number;
}

const ITEMS_MAX = 10_000;

export interface ParkedFilter {
  readonly connection?: string | undefined;
  readonly job?: string | undefined;
}

export async function listParked(ledger: Ledger, filter: ParkedFilter = {}): Promise<readonly ParkedItem[]> {
  const items = await ledger.read(readAll);
  return items.filter(
    (item) =>
      (filter.connection === undefined || item.connection === filter.connection) &&
      (filter.job === undefined || item.job === filter.job),
  );
}

/** @throws {OperationError} nothing parked has this id. */
export async function showParked(ledger: Ledger, id: string): Promise<ParkedItem> {
  const item = (await ledger.read(readAll)).find((one) => one.id === id);
  if (item === undefined) throw notParked(id);
  return item;
}

/** A person asked for it: attempts start again from zero. */
export async function retryParked(
  ledger: Ledger,
  ids: readonly string[],
): Promise<{ readonly retried: number }> {
  return ledger.write(async (tx) => {
    const items = new Map((await readAll(tx)).map((item) => [item.id, item]));
    const chosen = ids.map((id) => {
      const item = items.get(id);
      if (item === undefined) throw notParked(id);
      return item;
    });
    const events = chosen.filter((item) => item.kind === 'event');
    for (const event of events) await tx.events.replay(event.id);
    await tx.work.mark(
      [...new Set(events.map((event) => event.connection))].map((connection) => ({
        job: wokenJobs.interpretEvents,
        subject: EVENTS_SUBJECT,
        connection,
        priority: priorities.order,
        cause: 'retried by an operator',
      })),
    );
    const retried = await tx.work.retry(chosen.filter((item) => item.kind === 'work').map((item) => item.id));
    return { retried: retried + events.length };
  });
}

/** Gives it up; a later fact about the same subject wakes it again. */
export async function dropParked(ledger: Ledger, id: string): Promise<{ readonly dropped: ParkedItem }> {
  return ledger.write(async (tx) => {
    const item = (await readAll(tx)).find((one) => one.id === id);
    if (item === undefined) throw notParked(id);
    if (item.kind === 'work') await tx.work.drop(id);
    else await tx.events.settle([id], 'applied', `dropped by an operator; it was parked: ${item.reason}`);
    return { dropped: item };
  });
}

async function readAll(tx: LedgerTransaction): Promise<readonly ParkedItem[]> {
  const work = await tx.work.parked(ITEMS_MAX);
  const events = await tx.events.parked(ITEMS_MAX);
  return [
    ...work.map(({ id, connection, job, subject, reason, attempts, cause, changedAt }) => ({
      id,
      kind: 'work' as const,
      connection,
      job,
      subject,
      reason: reason ?? '',
      attempts,
      cause,
      since: changedAt,
    })),
    ...events.map(({ id, connection, topic, deliveryId, reason, receivedAt }) => ({
      id,
      kind: 'event' as const,
      connection,
      job: topic,
      subject: deliveryId,
      reason: reason ?? '',
      attempts: 1,
      cause: 'webhook',
      since: receivedAt,
    })),
  ];
}

function notParked(id: string): OperationError {
  return new OperationError(
    `nothing parked has the id ${id}`,
    'see "syncline parked list"; it may have been un-parked by a new fact',
  );
}
