import { AsyncLocalStorage } from 'node:async_hooks';
import { priorities } from '#domain/priority.ts';

const running = new AsyncLocalStorage<number>();

/** Runs something under a job's priority, so that the calls it makes take part in the vendor's limit accordingly. */
export function withPriority<Result>(priority: number, run: () => Promise<Result>): Promise<Result> {
  return running.run(priority, run);
}

/** Whether the run under way sells, books or ships: its calls may use the share of the limit that is kept for such. */
export function isUrgentRun(): boolean {
  const priority = running.getStore();
  return priority !== undefined && priority <= priorities.fulfillment;
}
