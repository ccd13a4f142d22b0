import type { LimitShape } from '#sdk/define-connector.ts';
import { operations } from './generated/operations.ts';

export type OperationName = keyof typeof operations;

const CAPACITY = 6_000;
const RESTORE_PER_SECOND = 1_400;
const SECONDS_PER_MINUTE = 60;

/**
 * Klaviyo limits each operation by itself, in fixed windows of a second and of a minute (Rate limits, status codes, and
 * errors). One bucket keeps all of them: a call takes a share of it that grows as the limit of its operation falls, so
 * that no operation comes beyond its own limit even when it has the whole bucket.
 */
export const bucket: LimitShape = {
  kind: 'cost',
  capacity: CAPACITY,
  restorePerSecond: RESTORE_PER_SECOND,
};

/** What one call takes: the least with which as many calls as fit into a second and into a minute stay within both limits. */
export function costOf(name: OperationName): number {
  const { perSecond, perMinute } = operations[name];
  return Math.max(
    leastCost(CAPACITY + RESTORE_PER_SECOND, perSecond),
    leastCost(CAPACITY + RESTORE_PER_SECOND * SECONDS_PER_MINUTE, perMinute),
  );
}

/** The smallest whole cost of which not more than `callsMax` fit into `available`. */
function leastCost(available: number, callsMax: number): number {
  return Math.floor(available / (callsMax + 1)) + 1;
}
