import type { SandboxResponse } from '#sdk/sandbox/serve.ts';

const WINDOW_MS = 60_000;
/** The wait after a 429 that no window asked for. */
const FAULT_WAIT_SECONDS = 3;

/** The published limit: so many calls in a sliding minute, with headers that tell what is left. */
export interface Throttle {
  /** The refusal of this call, or null when it may pass; then it counts. */
  refuse(isForced: boolean): SandboxResponse | null;
  headers(): Readonly<Record<string, string>>;
  /** Calls that came although nothing was left. */
  breaches(): number;
  calls(): number;
}

export function createThrottle(now: () => number, requestsMax: number): Throttle {
  let recent: number[] = [];
  let breaches = 0;
  let calls = 0;
  const wait = (seconds: number): SandboxResponse => ({
    status: 429,
    headers: { 'x-retry-after': String(seconds), 'x-remaining-calls': '0' },
    body: '',
  });
  return {
    refuse(isForced) {
      const at = now();
      recent = recent.filter((call) => call > at - WINDOW_MS);
      if (isForced) return wait(FAULT_WAIT_SECONDS);
      const [oldest = at] = recent;
      if (recent.length >= requestsMax) {
        breaches += 1;
        return wait(Math.max(1, Math.ceil((oldest + WINDOW_MS - at) / 1_000)));
      }
      recent.push(at);
      calls += 1;
      return null;
    },
    headers: () => ({ 'x-remaining-calls': String(Math.max(0, requestsMax - recent.length)) }),
    breaches: () => breaches,
    calls: () => calls,
  };
}
