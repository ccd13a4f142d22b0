import type { JobError, KlaviyoState, SandboxJob } from './state.ts';

/** Accepts work that is done after a while. */
export function acceptJob(
  state: KlaviyoState,
  job: Pick<SandboxJob, 'kind' | 'total' | 'run'> & { readonly delayMs: number },
): SandboxJob {
  const { kind, total, run, delayMs } = job;
  const createdAt = state.clock.now();
  const id = state.nextId('JOB');
  const made = {
    id,
    kind,
    total,
    run,
    createdAt,
    dueAt: createdAt + delayMs,
    isDone: false,
    errors: [] as readonly JobError[],
  };
  state.jobs.set(id, made);
  return made;
}

/** Does what is due, in the order in which it is due. Whoever looks at the account calls it first. */
export function runDueJobs(state: KlaviyoState): void {
  const now = state.clock.now();
  const due = [...state.jobs.values()]
    .filter((job) => !job.isDone && job.dueAt <= now)
    .toSorted((left, right) => left.dueAt - right.dueAt);
  for (const job of due) {
    job.isDone = true;
    job.errors = job.run();
  }
}

export function statusOf(job: SandboxJob, now: number): 'queued' | 'processing' | 'complete' {
  if (job.isDone) return 'complete';
  return now - job.createdAt < (job.dueAt - job.createdAt) / 2 ? 'queued' : 'processing';
}
