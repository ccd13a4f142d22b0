import type { Discrepancy } from '#sdk/ledger/discrepancies.ts';
import type { OrderRun } from './order-run.ts';

/** What a run found to stand between two systems. */
export type Standing = Pick<Discrepancy, 'type' | 'subject' | 'detail' | 'amount' | 'currency'>;

/** Of these subjects and types exactly what stands is open afterwards: what is over is closed as repaired. */
export async function settleStanding(
  { context, work }: Pick<OrderRun<unknown>, 'context' | 'work'>,
  {
    subjects,
    suggestions,
    standing,
    isOver = () => false,
  }: {
    readonly subjects: readonly string[];
    /** By type, what a person can do: the types that this run has the say over. */
    readonly suggestions: Readonly<Record<string, string>>;
    readonly standing: readonly Standing[];
    /** Of types that others open. */
    readonly isOver?: (type: string, subject: string) => boolean;
  },
): Promise<void> {
  const { connection, clock, ledger } = context;
  const known = await ledger.read(async (tx) => {
    const about: Discrepancy[] = [];
    for (const subject of subjects) about.push(...(await tx.discrepancies.about(subject)));
    return about.filter((entry) => entry.connection === connection && entry.state === 'open');
  });
  const isStanding = (type: string, subject: string): boolean =>
    standing.some((one) => one.type === type && one.subject === subject);
  const over = known.filter(
    ({ type, subject }) =>
      isOver(type, subject) || (Object.hasOwn(suggestions, type) && !isStanding(type, subject)),
  );
  if (over.length + standing.length === 0) return;
  await ledger.write(async (tx) => {
    await tx.work.assertHeld([work]);
    const now = clock.now();
    for (const { type, subject } of over)
      await tx.discrepancies.close(type, connection, subject, 'repaired', now);
    for (const one of standing) {
      const suggestion = suggestions[one.type] ?? 'Compare the two systems and correct one.';
      await tx.discrepancies.open({ ...one, connection, suggestion }, now);
    }
  });
}
