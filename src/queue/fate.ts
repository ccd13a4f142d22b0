import {
  MalformedAnswerError,
  NotSentError,
  RejectedError,
  StaleError,
  SynclineError,
  ThrottledError,
  UnauthorizedError,
  UnknownOutcomeError,
} from '#sdk/errors.ts';
import { LeaseLostError, LedgerBusyError } from '#sdk/ledger/ledger.ts';
import type { WorkOutcome } from '#sdk/ledger/work.ts';

/** What becomes of a subject whose run threw. The one place that reads an error's kind. */
export type Fate =
  | { readonly kind: 'settle'; readonly outcome: WorkOutcome }
  /** The credential is refused: the connection pauses, and the subject waits for that. */
  | { readonly kind: 'pause'; readonly outcome: WorkOutcome; readonly reason: string }
  /** Somebody else may hold the subject: nothing is written. */
  | { readonly kind: 'leave' };

export interface Failure {
  readonly error: unknown;
  /** Counted attempts, this one included. */
  readonly attempts: number;
  readonly attemptsMax: number;
  readonly dirtySince: number;
  readonly now: number;
  /** A number in [0, 1). */
  readonly random: number;
}

export const BACKOFF_BASE_MS = 1_000;
export const BACKOFF_MAX_MS = 300_000;
/** A vendor that is away does not make work for people: only what has failed for a day is parked. */
export const OUTAGE_PATIENCE_MS = 86_400_000;
const STALE_AT_ONCE_MAX = 3;
const LEDGER_BUSY_MS = 1_000;

export function decideFate(failure: Failure): Fate {
  const { error, now, random } = failure;
  if (error instanceof LeaseLostError) return { kind: 'leave' };
  const reason = describeFailure(error);
  if (error instanceof UnauthorizedError) return { kind: 'pause', reason, outcome: waitUntil(now, reason) };
  if (error instanceof RejectedError) return settle({ kind: 'park', reason });
  if (error instanceof ThrottledError)
    return settle(waitUntil(now + spread(error.retryAfterMs, random), reason));
  if (error instanceof NotSentError && error.retryAfterMs !== undefined) {
    return settle(waitUntil(now + spread(error.retryAfterMs, random), reason));
  }
  if (error instanceof LedgerBusyError)
    return settle(waitUntil(now + spread(LEDGER_BUSY_MS, random), reason));
  if (
    error instanceof StaleError &&
    failure.attempts <= STALE_AT_ONCE_MAX &&
    failure.attempts < failure.attemptsMax
  ) {
    return settle({ kind: 'retry', dueAt: now, reason });
  }
  const backOffAt = now + backOffMs(failure.attempts, random);
  if (error instanceof UnknownOutcomeError && error.knowableAt !== undefined) {
    // Waiting for a quarantine is the protocol at work, not a failure.
    return settle(waitUntil(Math.max(error.knowableAt, now), reason));
  }
  if (failure.attempts < failure.attemptsMax) return settle({ kind: 'retry', dueAt: backOffAt, reason });
  if (isOutage(error) && now - failure.dirtySince < OUTAGE_PATIENCE_MS)
    return settle(waitUntil(backOffAt, reason));
  return settle({
    kind: 'park',
    reason: `${reason} (failed ${failure.attempts} times; retry it when the cause is gone)`,
  });
}

/** Full jitter: anything between nothing and the doubled base, so that failures do not come back together. */
export function backOffMs(attempts: number, random: number): number {
  return Math.round(random * Math.min(BACKOFF_MAX_MS, BACKOFF_BASE_MS * 2 ** Math.min(attempts, 30)));
}

/**
 * The engine's own errors carry no secrets and no personal data. Anything else is a defect or a library's error, whose
 * message may: only its name and the place in our code are shown.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof SynclineError || error instanceof LedgerBusyError || error instanceof LeaseLostError) {
    const code = error instanceof RejectedError && error.code !== undefined ? ` [${error.code}]` : '';
    return `${error.name}${code}: ${error.message}`;
  }
  if (!(error instanceof Error)) return 'defect: something that is no error was thrown';
  const place = /\n\s+at (?:.*\()?(?:file:\/\/)?.*?((?:src|jobs|connectors|config)\/[^\s()]+:\d+):\d+/.exec(
    error.stack ?? '',
  )?.[1];
  return `defect: ${error.name}${place === undefined ? '' : ` at ${place}`}`;
}

/** The vendor or the way to it is down, and the subject has no part in it. */
function isOutage(error: unknown): boolean {
  return (
    error instanceof SynclineError &&
    !(error instanceof MalformedAnswerError) &&
    (error.kind === 'transient' || error.kind === 'unknown')
  );
}

/** Up to half as long again: those who were told to wait together must not come back together. */
function spread(delayMs: number, random: number): number {
  return Math.ceil(delayMs * (1 + random / 2));
}

function waitUntil(dueAt: number, reason: string): WorkOutcome {
  return { kind: 'wait', dueAt, reason, waitsFor: null };
}

function settle(outcome: WorkOutcome): Fate {
  return { kind: 'settle', outcome };
}
