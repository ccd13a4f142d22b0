import { AsyncLocalStorage } from 'node:async_hooks';
import { type CallPace, priorities } from '#domain/priority.ts';

const running = new AsyncLocalStorage<number>();

/** Runs something under a job's priority, so that the calls it makes take part in the vendor's limit accordingly. */
export function withPriority<Result>(priority: number, run: () => Promise<Result>): Promise<Result> {
  return running.run(priority, run);
}

/**
 * How the calls of the run under way take part in a vendor's limit. `urgent`: it sells, books or ships, and may use what is kept
 * for such. `patient`: it sweeps or tells of the past, and leaves half of the limit to everything else.
 */
export function paceOfRun(): CallPace {
  const priority = running.getStore();
  if (priority === undefined) return 'normal';
  if (priority <= priorities.fulfillment) return 'urgent';
  return priority >= priorities.backfill ? 'patient' : 'normal';
}
