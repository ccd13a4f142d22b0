import { operations } from '#connectors/klaviyo/generated/operations.ts';
import type { OperationName } from '#connectors/klaviyo/call-costs.ts';

/** The wait after a 429 that no window asked for. */
const FAULT_WAIT_SECONDS = 3;

/** The published limits: fixed windows of a second, a minute and a day, for each operation by itself. */
export interface Throttle {
  /** Seconds to wait, or null when the call may pass; then it counts. */
  refuse(operation: OperationName, isForced: boolean): number | null;
  headers(operation: OperationName): Readonly<Record<string, string>>;
  /** Calls that came although nothing was left. */
  breaches(): number;
  calls(): number;
  usage(): ReadonlyMap<OperationName, Usage>;
}

/** How often an operation was called, and how often within the fullest window of each length. */
export interface Usage {
  calls: number;
  mostPerSecond: number;
  mostPerMinute: number;
}

interface Window {
  readonly begin: number;
  count: number;
}

export function createThrottle(now: () => number, isLimited: boolean): Throttle {
  const windows = new Map<string, Window>();
  let breaches = 0;
  let calls = 0;
  const used = new Map<OperationName, Usage>();
  const noteUse = (operation: OperationName): void => {
    const usage = used.get(operation) ?? { calls: 0, mostPerSecond: 0, mostPerMinute: 0 };
    used.set(operation, usage);
    usage.calls += 1;
    usage.mostPerSecond = Math.max(usage.mostPerSecond, windowOf(operation, 1).count);
    usage.mostPerMinute = Math.max(usage.mostPerMinute, windowOf(operation, 60).count);
  };
  const windowOf = (operation: OperationName, seconds: number): Window => {
    const begin = Math.floor(now() / (seconds * 1_000)) * seconds * 1_000;
    const key = `${operation} ${seconds}`;
    const known = windows.get(key);
    if (known?.begin === begin) return known;
    const fresh = { begin, count: 0 };
    windows.set(key, fresh);
    return fresh;
  };
  const limitsOf = (operation: OperationName) => {
    const { perSecond, perMinute, perDay } = operations[operation];
    return [
      { seconds: 1, callsMax: perSecond as number },
      { seconds: 60, callsMax: perMinute as number },
      { seconds: 86_400, callsMax: (perDay as number | null) ?? Number.POSITIVE_INFINITY },
    ];
  };
  return {
    refuse(operation, isForced) {
      if (isForced) return FAULT_WAIT_SECONDS;
      const limits = limitsOf(operation).map(({ seconds, callsMax }) => ({
        seconds,
        callsMax,
        window: windowOf(operation, seconds),
      }));
      const full = limits.findLast(({ callsMax, window }) => window.count >= callsMax);
      if (full !== undefined && isLimited) {
        breaches += 1;
        return Math.max(1, Math.ceil((full.window.begin + full.seconds * 1_000 - now()) / 1_000));
      }
      for (const { window } of limits) window.count += 1;
      calls += 1;
      noteUse(operation);
      return null;
    },
    headers(operation) {
      const { perMinute } = operations[operation];
      const { begin, count } = windowOf(operation, 60);
      return {
        'ratelimit-limit': String(perMinute),
        'ratelimit-remaining': String(Math.max(0, perMinute - count)),
        'ratelimit-reset': String(Math.ceil((begin + 60_000 - now()) / 1_000)),
      };
    },
    breaches: () => breaches,
    calls: () => calls,
    usage: () => used,
  };
}
