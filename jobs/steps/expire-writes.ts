import { cellFromSubject } from '#domain/stock.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { Effect } from '#sdk/ledger/effects.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';

/**
 * W6 and W4 at the start of a run. What a former holder had only intended is superseded; what it was sending is unknown.
 * An unknown write is held until its quarantine ends: then it is given up, what it may have raised goes into what the
 * channel is expected to show, and the cell is read again before anything is called done.
 *
 * @returns the rows whose cells may be read now. The others have a generation of their own by now: under this one their item was
 * asked to be stocked, and that was given up.
 */
export async function expireOldWrites(
  { ledger, connection, clock, account }: JobContext,
  work: readonly LeasedWork[],
): Promise<readonly LeasedWork[]> {
  const [first] = work;
  const idempotency = account.stock?.target?.idempotency;
  if (first === undefined || idempotency === undefined) return work;
  const quarantineMs = idempotency.by === 'unique-reference' ? 0 : idempotency.quarantineMs;
  const subjects = work.map((row) => row.subject);
  const unsettled = await ledger.read((tx) => tx.effects.unsettled(first.job, connection, subjects));
  const isRetry = work.some((row) => row.attempts > 1);
  if (unsettled.length === 0 && !isRetry) return work;
  return ledger.write(async (tx) => {
    const now = clock.now();
    const renewed = new Set<string>();
    for (const effect of await tx.effects.takeOver(first.job, connection, subjects, now, quarantineMs)) {
      if ((effect.quarantineUntil ?? 0) > now) continue;
      await expire(tx, connection, effect, now);
      for (const { subject, to } of effect.members) if (to === null) renewed.add(subject);
    }
    return work.filter((row) => !renewed.has(row.subject));
  });
}

async function expire(tx: LedgerTransaction, connection: string, effect: Effect, now: number): Promise<void> {
  await tx.effects.move(effect.key, 'expired', { now });
  const sequence = await tx.sequence.next();
  const facts = await tx.stock.facts(
    connection,
    effect.members.map((member) => cellFromSubject(member.subject)),
  );
  for (const { cell } of facts) {
    const member = effect.members.find(
      (candidate) => candidate.subject === `${cell.inventoryItemId}@${cell.locationId}`,
    );
    const mayHaveRaised = Math.max(0, (member?.to ?? 0) - (member?.from ?? 0));
    await tx.stock.updateCell(connection, cell, {
      factSequence: sequence,
      lastWriteAt: now,
      ...(cell.expected === null ? {} : { expected: cell.expected + mayHaveRaised }),
    });
  }
  // Members that others hold must look again too (W4: only the new reading gives convergence).
  await tx.work.mark(
    effect.members.map(({ subject }) => ({
      job: effect.job,
      subject,
      connection,
      priority: 1,
      cause: 'a write of unknown outcome was given up',
    })),
  );
}
