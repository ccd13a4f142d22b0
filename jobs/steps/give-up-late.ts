import type { JobContext } from '#sdk/define-job.ts';
import type { Effect } from '#sdk/ledger/effects.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';

/**
 * W4 and W6 for writes that say a whole state, so that each run plans anew: what a former holder was sending is unknown, and is
 * given up when its quarantine is over. `onExpired` notes that it may have landed late.
 *
 * @returns until when something of each subject may still land.
 */
export async function giveUpLate(
  { ledger, connection, clock }: JobContext,
  work: readonly LeasedWork[],
  {
    operation,
    quarantineMs,
    onExpired,
  }: {
    readonly operation: string;
    readonly quarantineMs: number;
    readonly onExpired?: (tx: LedgerTransaction, effect: Effect) => Promise<void>;
  },
): Promise<ReadonlyMap<string, number>> {
  const [first] = work;
  if (first === undefined) return new Map();
  const subjects = work.map((row) => row.subject);
  const unsettled = await ledger.read((tx) => tx.effects.unsettled(first.job, connection, subjects));
  if (unsettled.length === 0 && !work.some((row) => row.attempts > 1)) return new Map();
  return ledger.write(async (tx) => {
    const now = clock.now();
    const openUntil = new Map<string, number>();
    for (const effect of await tx.effects.takeOver(first.job, connection, subjects, now, quarantineMs)) {
      if (effect.operation !== operation) continue;
      // A target that knows our references may be asked again at once; what was sent before can land late all the same.
      const until = Math.max(effect.quarantineUntil ?? 0, (effect.sentAt ?? 0) + quarantineMs);
      if (until <= now) {
        await tx.effects.move(effect.key, 'expired', { now });
        await onExpired?.(tx, effect);
        continue;
      }
      for (const { subject } of effect.members)
        openUntil.set(subject, Math.max(openUntil.get(subject) ?? 0, until));
    }
    return openUntil;
  });
}

/** Plans follow one another; the number makes each an effect of its own (W3). */
export async function planNumber({ ledger }: Pick<JobContext, 'ledger'>): Promise<string> {
  return String(await ledger.write((tx) => tx.sequence.next()));
}
