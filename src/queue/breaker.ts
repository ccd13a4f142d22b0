import type { Clock, Random } from '#sdk/clock.ts';
import { NotSentError } from '#sdk/errors.ts';
import type { Log } from '#sdk/log.ts';

export type BreakerState = 'closed' | 'open' | 'probing';

/** Keeps calls from a vendor that is away: one alert and a probe now and then, not a thousand failures. */
export interface Breaker {
  /** To be called right before sending; the outcome must follow. @throws NotSentError while the vendor is away. */
  enter(): void;
  succeed(): void;
  /** `weight`: 1 for a call without an answer; less for an answer that only hints at an outage. */
  fail(weight?: number): void;
  /** Milliseconds until a call may pass; 0 when one may pass now. */
  blockedForMs(): number;
  readonly state: BreakerState;
}

const FAILURES_MAX = 5;
const OPEN_MIN_MS = 1_000;
const OPEN_MAX_MS = 30_000;
/** How long others wait while a probe is under way. */
const PROBE_WAIT_MS = 1_000;
/** A probe whose outcome never came does not keep the vendor away for ever. */
const PROBE_LIFE_MS = 120_000;

/** After five failures in a row no call passes for 1 s, then one probe; each failed probe doubles the time, up to 30 s. */
export function createBreaker(options: {
  readonly connection: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly onChange?: ((connection: string, state: BreakerState) => void) | undefined;
}): Breaker {
  const { connection, clock, random, log, onChange } = options;
  let state: BreakerState = 'closed';
  let failures = 0;
  let openings = 0;
  let until = 0;
  const become = (next: BreakerState) => {
    state = next;
    onChange?.(connection, next);
  };
  const open = () => {
    // The jitter keeps the processes from probing together.
    const openMs = Math.min(OPEN_MAX_MS, OPEN_MIN_MS * 2 ** Math.min(openings, 10)) * (1 + random.next() / 4);
    until = clock.monotonicMs() + openMs;
    if (openings === 0) log.error('the vendor does not answer: its connection rests', { connection });
    openings += 1;
    become('open');
  };
  const blockedForMs = () => (state === 'closed' ? 0 : Math.max(0, Math.ceil(until - clock.monotonicMs())));
  return {
    get state() {
      return state;
    },
    blockedForMs: () => (state === 'probing' ? Math.min(PROBE_WAIT_MS, blockedForMs()) : blockedForMs()),
    enter: () => {
      if (state === 'closed') return;
      const waitMs = blockedForMs();
      if (waitMs > 0) {
        const retryAfterMs = state === 'probing' ? Math.min(PROBE_WAIT_MS, waitMs) : waitMs;
        throw new NotSentError('the vendor does not answer; its connection rests', { retryAfterMs });
      }
      until = clock.monotonicMs() + PROBE_LIFE_MS;
      become('probing');
    },
    succeed: () => {
      failures = 0;
      if (state === 'closed') return;
      // An answer to a call that left before the breaker opened proves as much as a probe.
      openings = 0;
      log.warn('the vendor answers again', { connection });
      become('closed');
    },
    fail: (weight = 1) => {
      failures += weight;
      if (state === 'probing') open();
      else if (state === 'closed' && failures >= FAILURES_MAX) open();
    },
  };
}

/** One breaker per connection. */
export interface Breakers {
  of(connection: string): Breaker;
  blockedForMs(connection: string): number;
}

export function createBreakers(options: Omit<Parameters<typeof createBreaker>[0], 'connection'>): Breakers {
  const breakers = new Map<string, Breaker>();
  const of = (connection: string) => {
    const breaker = breakers.get(connection) ?? createBreaker({ ...options, connection });
    breakers.set(connection, breaker);
    return breaker;
  };
  return { of, blockedForMs: (connection) => of(connection).blockedForMs() };
}
