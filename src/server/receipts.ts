import { priorities } from '#domain/priority.ts';
import { EVENTS_SUBJECT, wokenJobs } from '#operations/job-names.ts';
import type { NewEvent } from '#sdk/ledger/events.ts';
import { type Ledger, LedgerBusyError, type LedgerTransaction } from '#sdk/ledger/ledger.ts';

const BATCH_MAX = 256;
/** More receipts than this wait for nobody: the sender is told to come back. */
const WAITING_MAX = 5_000;

export type ReceiptOutcome = 'stored' | 'duplicate';

export interface Receipts {
  /**
   * Resolves when the event is durable (I1).
   *
   * @throws {LedgerBusyError} nothing was stored; the sender should repeat.
   */
  receive(event: NewEvent): Promise<ReceiptOutcome>;
}

interface Waiting {
  readonly event: NewEvent;
  readonly resolve: (outcome: ReceiptOutcome) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Puts receipts that come while a transaction is under way into the next one: one commit and one wake-up per connection for
 * all of them. A job per event would cost a third of the throughput, a commit per event four fifths.
 */
export function createReceipts(ledger: Ledger): Receipts {
  const waiting: Waiting[] = [];
  let isWriting = false;

  async function drain(): Promise<void> {
    isWriting = true;
    // Taken when the transaction has begun: all that came until then share its commit.
    while (waiting.length > 0) await settleBatch(ledger, () => waiting.splice(0, BATCH_MAX));
    isWriting = false;
  }

  return {
    receive: (event) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= WAITING_MAX) {
          reject(new LedgerBusyError(`${WAITING_MAX} webhooks wait to be stored`));
          return;
        }
        waiting.push({ event, resolve, reject });
        if (!isWriting) void drain();
      }),
  };
}

/** Never throws: every receipt of the batch gets its own answer, after the commit that holds it. */
async function settleBatch(ledger: Ledger, take: () => readonly Waiting[]): Promise<void> {
  let taken: readonly Waiting[] | undefined;
  // The ledger may run a write again, or refuse it before it ran: the batch is taken once, and answered all the same.
  const batch = (): readonly Waiting[] => (taken ??= take());
  try {
    const outcomes = await ledger.write((tx) =>
      store(
        tx,
        batch().map((one) => one.event),
      ),
    );
    batch().forEach((one, index) => {
      one.resolve(outcomes[index] ?? 'duplicate');
    });
  } catch (error) {
    if (batch().length === 1 || error instanceof LedgerBusyError) {
      for (const one of batch()) one.reject(error);
      return;
    }
    // One event that the database refuses must not take the others with it (I16).
    for (const one of batch()) await settleBatch(ledger, () => [one]);
  }
}

async function store(tx: LedgerTransaction, events: readonly NewEvent[]): Promise<readonly ReceiptOutcome[]> {
  const outcomes: ReceiptOutcome[] = [];
  const fresh = new Map<string, number>();
  for (const event of events) {
    const isNew = await tx.events.receive(event);
    outcomes.push(isNew ? 'stored' : 'duplicate');
    if (isNew && event.unusable === undefined)
      fresh.set(event.connection, (fresh.get(event.connection) ?? 0) + 1);
  }
  await tx.work.mark(
    [...fresh].map(([connection, count]) => ({
      job: wokenJobs.interpretEvents,
      subject: EVENTS_SUBJECT,
      connection,
      priority: priorities.reading,
      cause: `${count} received`,
    })),
  );
  return outcomes;
}
