import { priorities } from '#domain/priority.ts';
import type { Effect } from '#sdk/ledger/effects.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { OrderRun } from './order-run.ts';

type ChangeRun = Pick<OrderRun<{ readonly quarantineMs: number }>, 'context' | 'work' | 'target'>;

/**
 * A change of unknown outcome can land until its quarantine ends; only then is the target read and planned again (W4).
 *
 * @param what in words, `an amendment`.
 * @returns whether one is open, so that this run has nothing more to do.
 */
export async function settleOpenChanges(
  run: ChangeRun,
  { operations, what }: { readonly operations: readonly string[]; readonly what: string },
): Promise<boolean> {
  const { context, work } = run;
  const open = await context.ledger.read((tx) =>
    tx.effects.unsettled(work.job, context.connection, [work.subject]),
  );
  const changes = open.filter(({ operation }) => operations.includes(operation));
  if (changes.length === 0) return false;
  const now = context.clock.now();
  const ends = await context.ledger.write((tx) => takeOver(run, tx, { changes, now }));
  const waitUntil = Math.max(now, ...ends);
  if (waitUntil <= now) await context.ledger.write((tx) => expireAll(run, tx, { changes, what }));
  context.wait(work, {
    dueAt: waitUntil,
    reason: `${what} has an unknown outcome`,
    waitsFor: 'quarantine',
  });
  return true;
}

/**
 * W6: what a former holder was sending is unknown, with a fresh quarantine: it may have stood still between noting that it
 * sends and sending. Returns when each quarantine ends.
 */
async function takeOver(
  { target }: ChangeRun,
  tx: LedgerTransaction,
  { changes, now }: { readonly changes: readonly Effect[]; readonly now: number },
): Promise<readonly number[]> {
  const ends: number[] = [];
  for (const { key, state, quarantineUntil } of changes) {
    const fresh = now + target.quarantineMs;
    if (state === 'sending')
      await tx.effects.move(key, 'unknown', {
        now,
        error: 'its sender stopped before the answer',
        quarantineUntil: fresh,
      });
    ends.push(state === 'sending' ? fresh : (quarantineUntil ?? fresh));
  }
  return ends;
}

/** Given up as "may have happened". The bump makes the next run a new generation, which reads the target again and plans anew. */
async function expireAll(
  { context, work }: ChangeRun,
  tx: LedgerTransaction,
  { changes, what }: { readonly changes: readonly Effect[]; readonly what: string },
): Promise<void> {
  const now = context.clock.now();
  for (const { key } of changes) await tx.effects.move(key, 'expired', { now });
  await tx.work.mark([
    { ...work, priority: priorities.order, cause: `${what} of unknown outcome was given up` },
  ]);
}
