import type { MemoryLedger } from '#ledger/sqlite/memory-ledger.ts';

/** What is not as it should be once everything is calm, in sentences. */
export interface Unfinished {
  readonly invariant: string;
  readonly detail: string;
}

const PARKED_MAX = 100;
const ON_A_CLOCK =
  /^(?:pull|sweep-.*|prune|register-webhooks|measure-exposure|end-backorders|evaluate-segments)$/;
const FRESH_MS = 10_000;

export interface Told {
  /** Subjects that a person is told about: parked work and open discrepancies. */
  readonly subjects: readonly string[];
  readonly unfinished: readonly (Unfinished & { readonly subject: string })[];
}

/** What the ledger itself calls unfinished. */
export async function readTold(
  ledger: MemoryLedger,
  {
    mayBeLow,
    hasSweeps,
    now,
  }: { readonly mayBeLow: boolean; readonly hasSweeps: boolean; readonly now: number },
): Promise<Told> {
  return ledger.read(async (tx) => {
    const [counts, parked, discrepancies, events, brakes] = [
      await tx.work.counts(),
      await tx.work.parked(PARKED_MAX),
      await tx.discrepancies.list({ state: 'open', limit: PARKED_MAX }),
      await tx.events.counts(),
      await tx.brakes.all(),
    ];
    const unfinished = [
      ...counts
        .filter(({ dirty, job }) => dirty > 0 && !(mayBeLow && job === 'publish-stock'))
        // What a clock has just asked for is no rest of anything.
        .filter(({ job, oldestDirtyAt }) => !ON_A_CLOCK.test(job) || now - (oldestDirtyAt ?? now) > FRESH_MS)
        .map(({ job, connection, dirty }) => ({
          invariant: 'I3',
          subject: '',
          detail: `${dirty} of ${job} towards ${connection} are still to be done`,
        })),
      ...parked.map(({ job, subject, reason }) => ({
        invariant: 'I3',
        subject,
        detail: `${job} of ${subject} is parked: ${reason ?? ''}`,
      })),
      ...discrepancies
        // A sweep finds it, and only the next one sees that it is gone.
        .filter(({ type }) => hasSweeps || type !== 'stock-difference')
        // The 3PL tells nothing by itself.
        .filter(({ type }) => !(mayBeLow && type === 'request-on-hold'))
        .map(({ type, subject, detail }) => ({
          invariant: 'I21',
          subject,
          detail: `${type} of ${subject} is open: ${detail}`,
        })),
      ...events
        .filter(({ state }) => state === 'received')
        .map(({ connection, count }) => ({
          invariant: 'I3',
          subject: '',
          detail: `${count} webhooks of ${connection} were never read`,
        })),
      ...brakes
        .filter(({ state }) => state === 'held')
        .map(({ connection }) => ({
          invariant: 'I11',
          subject: '',
          detail: `the brake of ${connection} is held`,
        })),
    ];
    return { subjects: [...parked, ...discrepancies].map(({ subject }) => subject), unfinished };
  });
}
