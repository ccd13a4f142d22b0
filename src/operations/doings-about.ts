import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';

/** Something that was done, is due, waits for a person, or is told to one, about a subject. */
export interface Doing {
  readonly kind: 'effect' | 'work' | 'discrepancy';
  readonly connection: string;
  /** The operation, the job or the type. */
  readonly name: string;
  readonly subject: string;
  readonly state: string;
  readonly at: number;
  readonly reason: string | null;
  /** Exactly what was sent, as long as it is kept; null otherwise. */
  readonly sent: unknown;
}

const EFFECTS_MAX = 1_000;

/** All that the ledger has to say of these subjects, oldest first. What was sent about others in the same batch is left out. */
export async function doingsAbout(
  tx: LedgerTransaction,
  subjects: readonly string[],
): Promise<readonly Doing[]> {
  const doings: Doing[] = [];
  for (const subject of subjects) {
    for (const effect of await tx.effects.ofSubject(subject, EFFECTS_MAX)) {
      const { connection, operation: name, state, createdAt: at, error: reason } = effect;
      const sent = partOf(effect.body, subject, effect.members.length);
      doings.push({ kind: 'effect', connection, name, subject, state, at, reason, sent });
    }
    for (const row of await tx.work.about(subject)) {
      const { connection, job: name, state, changedAt: at, reason } = row;
      doings.push({ kind: 'work', connection, name, subject, state, at, reason, sent: null });
    }
    for (const told of await tx.discrepancies.about(subject)) {
      const { connection, type: name, state, openedAt: at, detail: reason } = told;
      doings.push({ kind: 'discrepancy', connection, name, subject, state, at, reason, sent: null });
    }
  }
  return doings.toSorted((left, right) => left.at - right.at);
}

/** Of a batch only what names the subject: the rest is about others. */
function partOf(body: string, subject: string, members: number): unknown {
  if (body === '') return null;
  const sent = JSON.parse(body) as unknown;
  if (members <= 1 || !Array.isArray(sent)) return members <= 1 ? sent : null;
  const isAbout = (one: unknown): boolean =>
    typeof one === 'object' && one !== null && 'reference' in one && one.reference === subject;
  return (sent as readonly unknown[]).find(isAbout) ?? null;
}
