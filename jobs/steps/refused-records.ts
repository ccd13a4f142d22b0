import type { RefusedRecord } from '#sdk/capabilities.ts';
import type { JobContext } from '#sdk/define-job.ts';
import { MalformedAnswerError } from '#sdk/errors.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';

/** A record of a page that could not be read, and can be named. */
type NamedRecord = RefusedRecord & { readonly id: string };

export function namedOf(refused: readonly RefusedRecord[]): readonly NamedRecord[] {
  return refused.filter((record): record is NamedRecord => record.id !== null);
}

/**
 * A cursor must not pass a record that has not even an id: nothing would ever ask for it again. The rest of its page has been
 * recorded; the page is asked for again.
 *
 * @throws {MalformedAnswerError}
 */
export function refuseNameless(refused: readonly RefusedRecord[], what: string): void {
  const nameless = refused.find(({ id }) => id === null);
  if (nameless !== undefined)
    throw new MalformedAnswerError(
      `a record of ${what} has no id that could be read: ${nameless.reason}`,
      what,
    );
}

/** Holds the horizon of its channel back while it is open. */
export const UNREADABLE_ORDER = {
  type: 'unreadable-order',
  suggestion:
    'Correct the order in the store, or report the shape of the answer; then retry the parked work.',
} as const;

/** Tells a person of what could not be read; it is over when the record is read after all. */
export async function openUnreadable(
  { connection, clock }: Pick<JobContext, 'connection' | 'clock'>,
  tx: LedgerTransaction,
  records: readonly NamedRecord[],
  { type, suggestion }: { readonly type: string; readonly suggestion: string },
): Promise<void> {
  for (const { id, reason } of records) {
    await tx.discrepancies.open(
      { type, connection, subject: id, detail: reason, amount: null, currency: null, suggestion },
      clock.now(),
    );
  }
}

/** Subject of what is told of records that have not even an id. */
const NAMELESS = '(no id)';

/**
 * Records without an id on a page that every sweep reads again: they are told of as one, and nothing waits for them. True
 * when there were some.
 */
export async function openNameless(
  context: Pick<JobContext, 'connection' | 'clock'>,
  tx: LedgerTransaction,
  refused: readonly RefusedRecord[],
  about: { readonly type: string; readonly suggestion: string },
): Promise<boolean> {
  const nameless = refused.filter(({ id }) => id === null);
  const [first] = nameless;
  if (first === undefined) return false;
  const reason = `${nameless.length} of a page, the first: ${first.reason}`;
  await openUnreadable(context, tx, [{ id: NAMELESS, reason }], about);
  return true;
}

/** A whole sweep has met none. */
export async function closeNameless(
  { connection, clock, ledger }: JobContext,
  { type }: { readonly type: string },
): Promise<void> {
  await ledger.write((tx) => tx.discrepancies.close(type, connection, NAMELESS, 'repaired', clock.now()));
}
