import type { EffectState } from '#domain/effect-state.ts';
import type { Idempotency } from '#sdk/capabilities.ts';
import { MalformedAnswerError, RejectedError, StaleError, SynclineError } from '#sdk/errors.ts';
import type { Effect } from '#sdk/ledger/effects.ts';

/** How long a write with a unique reference is left alone before it is sent again: nothing depends on it. */
const UNIQUE_REFERENCE_QUARANTINE_MS = 0;

/**
 * What a failed send leaves behind. A stale answer to the re-send of an unknown effect settles nothing: the vendor may not
 * store refusals, and the late original can still match (W5). A defect of ours in the middle counts as unknown.
 */
export function stateAfter(error: unknown, wasOpen: boolean): 'intended' | 'rejected' | 'unknown' {
  if (error instanceof MalformedAnswerError || !(error instanceof SynclineError)) return 'unknown';
  if (error.kind === 'unknown') return 'unknown';
  if (error instanceof StaleError) return wasOpen ? 'unknown' : 'rejected';
  if (error instanceof RejectedError) return 'rejected';
  // Transient, throttled, unauthorized: this send did not happen; an earlier one of the same effect still may.
  return wasOpen ? 'unknown' : 'intended';
}

/** A vendor's key protects only for its term; after that a re-send would be a second write. */
export function assertKeyIsFresh(effect: Effect, idempotency: Idempotency, now: number): void {
  if (idempotency.by !== 'key' || effect.firstSentAt === null || !isOpen(effect.state)) return;
  if (now - effect.firstSentAt > idempotency.keyTtlMs) {
    throw new RejectedError(
      `effect ${effect.key} is older than the vendor's key; look at the target before it is sent again`,
    );
  }
}

/** It may have happened, or may still happen. */
export function isOpen(state: EffectState): boolean {
  return state === 'sending' || state === 'unknown';
}

/** How long an unknown outcome of this operation may still land. */
export function quarantineOf(idempotency: Idempotency): number {
  return idempotency.by === 'unique-reference' ? UNIQUE_REFERENCE_QUARANTINE_MS : idempotency.quarantineMs;
}
