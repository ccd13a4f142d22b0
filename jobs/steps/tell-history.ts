import type { PersonKeys } from '#sdk/customers.ts';
import { orderFromReference, orderReference } from '#reconcile/order-document.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { RejectedError } from '#sdk/errors.ts';
import type { Backfill, BackfillItem } from '#sdk/ledger/backfills.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import type { EventTarget, MarketingEvent } from '#sdk/marketing-events.ts';
import { sendEventsOf } from './marketing-marks.ts';
import { namesOf } from './name-person.ts';
import { leaveOutSent, sendEventsOnce, settleSent } from './send-once.ts';

/** What an earlier run may have sent goes out again as it was, before anything new. @returns whether nothing is open. */
export async function settleHistory(context: JobContext, work: LeasedWork): Promise<boolean> {
  const target = context.account.events?.target;
  if (target === undefined) return true;
  try {
    return await settleSent(context, {
      work,
      target,
      isBodyKept: false,
      onSent: countFor(context.connection, null),
    });
  } catch (error) {
    // Nothing of it happened; what it held is sent one by one.
    if (error instanceof RejectedError) return true;
    throw error;
  }
}

interface Telling {
  readonly backfill: Backfill;
  readonly items: readonly BackfillItem[];
}

/**
 * Sends the events of some orders together, as many as the system takes at once. An order that keeps a whole batch from being
 * taken is found by sending them one by one.
 *
 * @returns whether some have to wait.
 */
export async function tellHistory(
  context: JobContext,
  work: LeasedWork,
  { backfill, items }: Telling,
): Promise<boolean> {
  const target = context.account.events?.target;
  if (items.length === 0) return false;
  if (target?.takesHistory !== true) {
    await settle(context, backfill, items, 'refused');
    return false;
  }
  const { ready, isLeft } = await makeReady(context, { backfill, items });
  const sending = { work, target, backfill };
  try {
    await send(context, sending, ready);
    await settle(context, backfill, ready, 'done');
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    for (const item of ready) await sendAlone(context, sending, item);
  }
  return isLeft;
}

type Own = BackfillItem & { readonly person: PersonKeys; readonly events: readonly MarketingEvent[] };

/** Names who is to be named, and leaves to live work what is live by now. */
async function makeReady(
  { ledger, connection }: JobContext,
  { backfill, items }: Telling,
): Promise<{ readonly ready: readonly BackfillItem[]; readonly isLeft: boolean }> {
  const own = items.filter((item): item is Own => item.person !== null && item.events !== null);
  const { erased, live, names } = await ledger.read(async (tx) => {
    const people = own.map(({ person }) => person);
    return {
      erased: await tx.erasures.erasedAmong(people),
      live: await liveAmong(tx, own),
      names: await namesOf(tx, connection, people),
    };
  });
  const gone: string[] = [];
  const handed: string[] = [];
  const ready: BackfillItem[] = [];
  let isLeft = false;
  for (const { reference, person, events } of own) {
    const named = names.get(person) ?? person;
    if (erased.has(person)) gone.push(reference);
    else if (live.has(reference)) handed.push(reference);
    else if (named === 'soon') isLeft = true;
    else
      ready.push({ reference, person: named, events: events.map((event) => ({ ...event, person: named })) });
  }
  if (gone.length + handed.length > 0) {
    const cause = `backfill ${backfill.id}`;
    await ledger.write(async (tx) => {
      await tx.backfills.settle(backfill.id, gone, 'done');
      await tx.backfills.handOver(backfill.id, handed);
      await tx.work.mark(
        handed.map((reference) => sendEventsOf(reference, { connection, cause, priority: 'backfill' })),
      );
    });
  }
  return { ready, isLeft: isLeft || handed.length > 0 };
}

/** References of those that are orders of the ledger by now. */
async function liveAmong(
  tx: LedgerTransaction,
  items: readonly BackfillItem[],
): Promise<ReadonlySet<string>> {
  const origins = items.flatMap(({ reference }) => orderFromReference(reference) ?? []);
  const live = new Set<string>();
  for (const [store, orders] of Map.groupBy(origins, ({ connection }) => connection)) {
    const known = await tx.orders.versions(
      store,
      orders.map(({ orderId }) => orderId),
    );
    for (const id of known.keys()) live.add(orderReference(store, id));
  }
  return live;
}

interface Sending {
  readonly work: LeasedWork;
  readonly target: EventTarget;
  readonly backfill: Backfill;
}

async function send(
  context: JobContext,
  { work, target, backfill }: Sending,
  items: readonly BackfillItem[],
): Promise<void> {
  const unsent = await leaveOutSent(
    context,
    items.flatMap(({ events }) => events ?? []),
  );
  for (let start = 0; start < unsent.length; start += target.batchMax) {
    const part = unsent.slice(start, start + target.batchMax);
    await sendEventsOnce(
      context,
      { work, target, isBodyKept: false, onSent: countFor(context.connection, backfill) },
      part,
    );
  }
}

async function sendAlone(context: JobContext, sending: Sending, item: BackfillItem): Promise<void> {
  const { backfill } = sending;
  try {
    await send(context, sending, [item]);
    await settle(context, backfill, [item], 'done');
  } catch (error) {
    if (!(error instanceof RejectedError)) throw error;
    const { ledger, clock, connection } = context;
    await ledger.write(async (tx) => {
      await tx.backfills.settle(backfill.id, [item.reference], 'refused');
      await tx.discrepancies.open(
        {
          type: 'history-refused',
          connection,
          subject: item.reference,
          detail: `the events of this order were not taken: ${error.message}`,
          amount: null,
          currency: null,
          suggestion:
            'Correct the order in the store, then run the backfill with --again; or accept that it is left out.',
        },
        clock.now(),
      );
    });
  }
}

async function settle(
  { ledger }: JobContext,
  { id }: Backfill,
  items: readonly Pick<BackfillItem, 'reference'>[],
  outcome: 'done' | 'refused',
): Promise<void> {
  const references = items.map(({ reference }) => reference);
  if (references.length > 0) await ledger.write((tx) => tx.backfills.settle(id, references, outcome));
}

/** How many were sent is counted with them. What an earlier run had begun belongs to the oldest that is open. */
function countFor(connection: string, backfill: Backfill | null) {
  return async (tx: LedgerTransaction, events: readonly MarketingEvent[]): Promise<void> => {
    const open = backfill === null ? await tx.backfills.open({ connection }) : [backfill];
    const store = orderFromReference(events[0]?.reference ?? '')?.connection;
    const own = open.find((one) => one.resource === 'orders' && one.store === store);
    if (own !== undefined) await tx.backfills.countEvents(own.id, events.length);
  };
}
