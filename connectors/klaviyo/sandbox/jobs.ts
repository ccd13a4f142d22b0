import type { JobError, KlaviyoState, SandboxJob } from './state.ts';

/** Accepts work that is done after a while. */
export function acceptJob(
  state: KlaviyoState,
  job: Pick<SandboxJob, 'kind' | 'total'> & {
    readonly run: () => readonly JobError[];
    readonly delayMs: number;
  },
): SandboxJob {
  const { kind, total, run, delayMs } = job;
  const createdAt = state.clock.now();
  const id = state.nextId('JOB');
  const made: SandboxJob = {
    id,
    kind,
    total,
    run,
    createdAt,
    dueAt: createdAt + delayMs,
    isDone: false,
    errors: [],
  };
  state.jobs.set(id, made);
  state.openJobs.add(made);
  return made;
}

/** Does what is due, in the order in which it is due. Whoever looks at the account calls it first. */
export function runDueJobs(state: KlaviyoState): void {
  const now = state.clock.now();
  const due = [...state.openJobs]
    .filter((job) => job.dueAt <= now)
    .toSorted((left, right) => left.dueAt - right.dueAt);
  for (const job of due) {
    state.openJobs.delete(job);
    job.isDone = true;
    job.errors = job.run?.() ?? [];
    job.run = null;
  }
}

export function statusOf(job: SandboxJob, now: number): 'queued' | 'processing' | 'complete' {
  if (job.isDone) return 'complete';
  return now - job.createdAt < (job.dueAt - job.createdAt) / 2 ? 'queued' : 'processing';
}
