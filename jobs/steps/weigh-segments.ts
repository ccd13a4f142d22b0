import { drasticMax, hashOfChanges } from '#reconcile/brake.ts';
import { isCoveredBy, type SegmentChange, toBraked, whyHeld } from '#reconcile/plan-push.ts';
import type { JobContext } from '#sdk/define-job.ts';

export interface SegmentVerdict {
  readonly released: readonly SegmentChange[];
  /** What a person approves; null: nothing is held. */
  readonly heldAs: string | null;
}

/**
 * I11: the whole push is weighed before its first write, by the contacts that it touches. The first one of a connection waits in any
 * case. Held are all changes that nobody approved; approved ones go.
 */
export async function weighSegments(
  { ledger, connection, settings, clock, log }: JobContext,
  changes: readonly SegmentChange[],
): Promise<SegmentVerdict> {
  if (changes.length === 0) return { released: [], heldAs: null };
  const { brake, marketing } = settings;
  const now = clock.now();
  return ledger.write(async (tx) => {
    const approved = await tx.brakes.approvedTargets(connection);
    const isApproved = (change: SegmentChange): boolean => {
      const { subject, to } = toBraked(change);
      return approved.get(subject) === to;
    };
    const asked = changes.filter((change) => !isApproved(change));
    const contacts = await tx.customers.count(marketing[connection]?.stores ?? []);
    const limit = drasticMax(contacts, brake);
    const why = whyHeld({
      changes: asked,
      isFirst: !(await tx.segments.wasTold(connection)),
      recent: await tx.brakes.countDrastic(connection, now - brake.windowMs),
      limit,
    });
    if (why === null) return { released: changes, heldAs: null };
    const released = changes.filter(isApproved);
    const before = await tx.brakes.held(connection);
    if (before !== null && isCoveredBy(before, asked, limit)) return { released, heldAs: before.hash };
    const braked = asked.map(toBraked);
    const hash = hashOfChanges(connection, braked);
    await tx.brakes.hold({
      hash,
      connection,
      trippedAt: now,
      changes: braked,
      cellCount: contacts,
      reason: why,
    });
    if (before === null) log.error('a push of segments waits', { connection, hash, changes: braked.length });
    return { released, heldAs: hash };
  });
}
