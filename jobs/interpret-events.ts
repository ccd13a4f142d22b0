import { jobNames } from './job-names.ts';
import { refreshCustomer } from './steps/marketing-marks.ts';
import { publishCell, pullResource, refreshOrder } from './steps/marks.ts';
import { takePrivacyRequest } from './steps/privacy-requests.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { Hint, PrivacyRequest } from '#sdk/define-connector.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { StoredEvent } from '#sdk/ledger/events.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { Mark } from '#sdk/ledger/work.ts';

const EVENTS_PER_ROUND = 200;
/**
 * A channel tells of a moved number in the same breath as of the sale that moved it. The order is given time to be recorded:
 * until then its units look unseen.
 */
const ECHO_DELAY_MS = 2_000;

/** Records of these are read by themselves; of all others all changes are asked for. */
const namedResources: ReadonlySet<string> = new Set(['orders', 'customers', 'stock']);

/**
 * Woken once for any number of stored webhooks. Turns them into hints, all of one round together: a thousand webhooks
 * about one order mark one order.
 */
export const interpretEvents = defineJob({
  name: jobNames.interpretEvents,
  title: 'Reads stored webhooks for what they hint at',
  priority: 'reading',
  appliesTo: ({ account }) => account.webhooks !== undefined,
  async run(context) {
    for (;;) {
      context.signal.throwIfAborted();
      const events = await context.ledger.read((tx) =>
        tx.events.waiting(context.connection, EVENTS_PER_ROUND),
      );
      if (events.length > 0) await settleRound(context, events);
      if (events.length < EVENTS_PER_ROUND) return;
      await context.prolong();
    }
  },
});

async function settleRound(context: JobContext, events: readonly StoredEvent[]): Promise<void> {
  const applied: string[] = [];
  const parked: { readonly id: string; readonly reason: string }[] = [];
  const hints: { readonly hint: Hint; readonly cause: string }[] = [];
  const requests: PrivacyRequest[] = [];
  for (const event of events) {
    try {
      const cause = `event ${event.id} (${event.topic})`;
      for (const hint of context.account.webhooks?.interpret(event) ?? []) hints.push({ hint, cause });
      requests.push(...(context.account.webhooks?.privacyRequests?.(event) ?? []));
      applied.push(event.id);
    } catch (error) {
      if (!(error instanceof RejectedError)) throw error;
      parked.push({ id: event.id, reason: error.message });
    }
  }
  await context.ledger.write(async (tx) => {
    await tx.work.mark(await marksOf(context, tx, hints));
    for (const request of requests) await takePrivacyRequest(context, tx, request);
    await tx.events.settle(applied, 'applied');
    for (const { id, reason } of parked) await tx.events.settle([id], 'parked', reason);
  });
}

async function marksOf(
  { connection, clock }: JobContext,
  tx: LedgerTransaction,
  hints: readonly { readonly hint: Hint; readonly cause: string }[],
): Promise<readonly Mark[]> {
  const marks = new Map<string, Mark>();
  const add = (mark: Mark): void => {
    marks.set(`${mark.job} ${mark.subject}`, mark);
  };
  const touchedItems = new Map<string, string>();
  for (const { hint, cause } of hints) {
    if (hint.ids.length === 0 || !namedResources.has(hint.resource)) {
      add(pullResource(hint.resource, { connection, cause }));
      continue;
    }
    for (const id of hint.ids) {
      if (hint.resource === 'orders') add(refreshOrder(id, { connection, cause }));
      else if (hint.resource === 'customers') add(refreshCustomer(id, { connection, cause }));
      else touchedItems.set(id, cause);
    }
  }
  const dueAt = clock.now() + ECHO_DELAY_MS;
  for (const mark of await marksOfItems(connection, tx, touchedItems)) add({ ...mark, dueAt });
  return [...marks.values()];
}

/** A channel says that the number of an item moved; mostly our own echo, then the job finds nothing to do. */
async function marksOfItems(
  connection: string,
  tx: LedgerTransaction,
  items: ReadonlyMap<string, string>,
): Promise<readonly Mark[]> {
  if (items.size === 0) return [];
  const listings = await tx.catalog.byInventoryItem(connection, [...items.keys()]);
  const marks: Mark[] = [];
  for (const listing of listings) {
    if (listing.sku === null) continue;
    for (const cell of await tx.stock.cellsBySku(listing.sku)) {
      const cause = items.get(cell.inventoryItemId);
      if (cell.connection === connection && cause !== undefined) marks.push(publishCell(cell, { cause }));
    }
  }
  return marks;
}
