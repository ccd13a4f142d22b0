import { ERASURE_HOLD_MAX_MS } from '#domain/erasure-term.ts';
import { priorities } from '#domain/priority.ts';
import type { SyncSettings } from '#sdk/settings.ts';
import type { Erasure, PersonToErase } from '#sdk/ledger/customers.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import { jobNames } from '#jobs/job-names.ts';

/** Deletes what the ledger holds of a person, and has every system that was told of them do the same, in one transaction. */
export async function beginErasure(
  tx: LedgerTransaction,
  person: PersonToErase,
  {
    by,
    now,
    settings,
    holdsOpenOrders = true,
  }: {
    readonly by: string;
    readonly now: number;
    readonly settings: SyncSettings;
    /** False: nobody ships what has yet to leave. */
    readonly holdsOpenOrders?: boolean;
  },
): Promise<Erasure> {
  const holdUntil = holdsOpenOrders ? now + ERASURE_HOLD_MAX_MS : null;
  const erasure = await tx.erasures.begin(person, by, now, holdUntil);
  const targets = Object.keys(settings.marketing);
  if (targets.length === 0) await tx.erasures.finish(erasure.id, now);
  await tx.work.mark(
    targets.map((connection) => ({
      job: jobNames.erasePeople,
      subject: erasure.id,
      connection,
      priority: priorities['consent-lowered'],
      cause: `erasure ${erasure.id}, asked for by ${by}`,
    })),
  );
  return erasure;
}
