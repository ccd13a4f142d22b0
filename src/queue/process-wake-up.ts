import type { Job } from '#sdk/define-job.ts';
import type { LeasedWork } from '#sdk/ledger/work.ts';
import type { ConnectionGate } from './connection-gate.ts';
import { runWork, type RunTools, settleSurely, type WorkerConnection } from './run-work.ts';
import type { WakeUp } from './wake-ups.ts';

export interface WakeUpRun {
  readonly job: Job;
  readonly connection: WorkerConnection;
  readonly wakeUp: WakeUp;
  readonly gate: ConnectionGate;
  readonly stop: AbortSignal;
  readonly tools: RunTools;
}

/** After so many batches the wake-up goes back into the queue, so that a more urgent one gets its turn. */
const BATCHES_PER_WAKE_UP_MAX = 5;
/** A subject that has failed this often runs alone: it may be what spoils, or kills, the run of the others. */
const SUSPECT_AFTER_ATTEMPTS = 3;

/**
 * Leases what the wake-up is about and runs it. A wake-up is a hint: when nothing is dirty, or somebody else holds it,
 * nothing happens.
 *
 * @returns whether there is more to do, which the same wake-up must come back for.
 */
export async function processWakeUp(run: WakeUpRun): Promise<{ readonly more: boolean }> {
  const { job, wakeUp, gate, stop, connection } = run;
  const limit = wakeUp.subject === null ? job.batchMax : 1;
  for (let batch = 0; batch < BATCHES_PER_WAKE_UP_MAX; batch += 1) {
    // Another process may go on with it, or this one when it is back.
    if (stop.aborted) return { more: true };
    // The rows stay dirty, and are handed over again when the gate opens.
    if (!gate.isOpen(connection.name)) return { more: false };
    const leased = await lease(run, limit);
    if (leased.length === 0) return { more: false };
    await runLeased(run, leased);
    if (leased.length < limit || wakeUp.subject !== null) return { more: false };
  }
  return { more: true };
}

/** The generation is read by the lease, before any fact (W1), and so is the count of attempts, before any effect. */
function lease({ job, connection, wakeUp, tools }: WakeUpRun, limit: number): Promise<readonly LeasedWork[]> {
  const { ledger, clock, random } = tools;
  const subjects = wakeUp.subject === null ? null : [wakeUp.subject];
  return ledger.write((tx) =>
    tx.work.lease({
      job: job.name,
      connection: connection.name,
      subjects,
      limit,
      leaseMs: job.leaseMs,
      token: random.id(),
      now: clock.now(),
    }),
  );
}

async function runLeased(run: WakeUpRun, leased: readonly LeasedWork[]): Promise<void> {
  const { job, connection, gate, stop, tools, wakeUp } = run;
  const { ledger, clock, random } = tools;
  const looping = leased.filter((work) => work.attempts > job.attemptsMax);
  const sound = leased.filter((work) => work.attempts <= job.attemptsMax);
  const suspects = sound.length === 1 ? [] : sound.filter((work) => work.attempts > SUSPECT_AFTER_ATTEMPTS);
  const chosen = suspects[Math.floor(random.next() * suspects.length)];
  await settleSurely(ledger, clock, [
    ...looping.map((work) => ({
      work,
      outcome: { kind: 'park', reason: describeCrashLoop(job.attemptsMax) } as const,
    })),
    // Not counted: were all suspects leased while one of them kills the process, they would be parked with it.
    ...suspects
      .filter((work) => work !== chosen)
      .map((work) => ({
        work,
        outcome: {
          kind: 'wait',
          dueAt: clock.now(),
          reason: 'failed before, and runs alone',
          waitsFor: null,
        } as const,
      })),
  ]);
  const clean = sound.filter((work) => !suspects.includes(work));
  for (const work of [clean, chosen === undefined ? [] : [chosen]]) {
    if (work.length > 0)
      await runWork({ job, connection, work, priority: wakeUp.priority, gate, stop, tools });
  }
}

function describeCrashLoop(attemptsMax: number): string {
  return `crash loop: ${attemptsMax} runs ended without an outcome (the process died or was killed); look into its log, then retry`;
}
