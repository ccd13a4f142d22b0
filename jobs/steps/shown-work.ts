import { cellFromSubject } from '#domain/stock.ts';
import { whyNotShown } from '#domain/shown-places.ts';
import { factSchemeOf } from '#reconcile/fact-scheme.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';

/**
 * The work about cells that are shown. Of the others the channel is neither asked nor told anything: nobody counts the
 * item, or one of the two systems or the configuration gave the location up. What stands there stays. They are done,
 * but for a write of ours that may still land: that one is held until its quarantine ends (W4).
 */
export async function shownWork(
  context: JobContext,
  tx: LedgerTransaction,
  work: readonly LeasedWork[],
): Promise<readonly LeasedWork[]> {
  const { connection, settings } = context;
  const places = await tx.stock.places(
    connection,
    work.map((row) => cellFromSubject(row.subject)),
    factSchemeOf(settings),
  );
  const givenUp = new Set(
    settings.locations.filter(({ active }) => !active).map(({ shownOn }) => shownOn[connection]),
  );
  const isShown = ({ subject }: LeasedWork): boolean => {
    const place = places.get(subject);
    if (givenUp.has(cellFromSubject(subject).locationId)) return false;
    return place === undefined || whyNotShown(place) === null;
  };
  const shown = work.filter(isShown);
  if (shown.length < work.length)
    await holdOpenWrites(
      context,
      tx,
      work.filter((row) => !isShown(row)),
    );
  return shown;
}

async function holdOpenWrites(
  context: JobContext,
  tx: LedgerTransaction,
  work: readonly LeasedWork[],
): Promise<void> {
  const [first] = work;
  if (first === undefined) return;
  const subjects = work.map((row) => row.subject);
  for (const effect of await tx.effects.unsettled(first.job, context.connection, subjects)) {
    for (const row of work) {
      if (!effect.members.some((member) => member.subject === row.subject)) continue;
      context.wait(row, {
        dueAt: effect.quarantineUntil ?? context.clock.now(),
        reason: 'a write of ours has an unknown outcome',
        waitsFor: 'quarantine',
      });
    }
  }
}
