import pRetry from 'p-retry';
import type { Clock, Random } from './clock.ts';
import { NotSentError, ThrottledError, TransientError } from './errors.ts';

const RETRIES = 2;
const PAUSE_MS = 150;
/** Who has to wait longer than this gives its place to others: the work row comes back by itself. */
const PATIENCE_MS = 2_000;

/**
 * Repeats a *read* within one run, so that one lost answer among many calls does not throw the others away. Never for a
 * write, and not when nothing can be sent at all: then the breaker or the shared limit has already said when to come back.
 */
export async function retryRead<Result>(
  read: () => Promise<Result>,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Promise<Result> {
  return pRetry(read, {
    retries: RETRIES,
    minTimeout: 0,
    // The library's own timer knows nothing of our clock.
    onFailedAttempt: async ({ error, retriesLeft }) => {
      if (retriesLeft > 0 && isWorthwhile(error)) await clock.sleep(pauseMs(error, random));
    },
    shouldRetry: ({ error }) => isWorthwhile(error),
  });
}

function isWorthwhile(error: unknown): boolean {
  if (error instanceof NotSentError) return false;
  if (error instanceof ThrottledError) return error.retryAfterMs <= PATIENCE_MS;
  return error instanceof TransientError;
}

function pauseMs(error: unknown, random: Random): number {
  return error instanceof ThrottledError ? error.retryAfterMs : PAUSE_MS * (0.5 + random.next());
}
