/**
 * What happens next is said by the type of the error, and read in one place (`src/queue/fate.ts`). A connector names
 * the kind after reading the vendor's answer; the status code alone classifies nothing.
 */
export type ErrorKind = 'transient' | 'throttled' | 'unauthorized' | 'rejected' | 'stale' | 'unknown';

interface SynclineErrorOptions {
  readonly cause?: unknown;
}

/** Parent of all errors that the engine understands. Messages carry no secrets and no personal data. */
export abstract class SynclineError extends Error {
  abstract readonly kind: ErrorKind;
}

/** Try again later with back-off: a read failed, a service is down, or nothing was sent. */
export class TransientError extends SynclineError {
  override readonly name: string = 'TransientError';
  override readonly kind = 'transient' as const;
  constructor(message: string, options?: SynclineErrorOptions) {
    super(message, options);
  }
}

/** The request never left this machine, so no effect can exist. */
export class NotSentError extends TransientError {
  override readonly name = 'NotSentError';
  /** How long the bucket or the breaker asked to wait, when they were the reason. */
  readonly retryAfterMs: number | undefined;
  constructor(message: string, options: SynclineErrorOptions & { readonly retryAfterMs?: number } = {}) {
    super(message, options);
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The vendor refused for its limit; nothing ran. Costs no attempt. */
export class ThrottledError extends SynclineError {
  override readonly name = 'ThrottledError';
  override readonly kind = 'throttled' as const;
  readonly retryAfterMs: number;
  constructor(message: string, retryAfterMs: number, options?: SynclineErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The credential no longer works. The connection pauses until it changes. */
export class UnauthorizedError extends SynclineError {
  override readonly name = 'UnauthorizedError';
  override readonly kind = 'unauthorized' as const;
  constructor(message: string, options?: SynclineErrorOptions) {
    super(message, options);
  }
}

/** The vendor understood and said no. The work is parked with the vendor's words; repeating does not help. */
export class RejectedError extends SynclineError {
  override readonly name = 'RejectedError';
  override readonly kind = 'rejected' as const;
  /** The vendor's machine-readable code, where it has one. */
  readonly code: string | undefined;
  constructor(message: string, options: SynclineErrorOptions & { readonly code?: string } = {}) {
    super(message, options);
    this.code = options.code;
  }
}

/** What was compared no longer holds. Read again and make a new plan at once. Nothing was written. */
export class StaleError extends SynclineError {
  override readonly name = 'StaleError';
  override readonly kind = 'stale' as const;
  constructor(message: string, options?: SynclineErrorOptions) {
    super(message, options);
  }
}

/** The effect may have happened, or may still happen. Never retried blindly. */
export class UnknownOutcomeError extends SynclineError {
  override readonly name: string = 'UnknownOutcomeError';
  override readonly kind = 'unknown' as const;
  /** From when on the outcome can be learned (our clock); absent: at any time. */
  readonly knowableAt: number | undefined;
  constructor(
    message: string,
    options: SynclineErrorOptions & { readonly knowableAt?: number | undefined } = {},
  ) {
    super(message, options);
    this.knowableAt = options.knowableAt;
  }
}

/** The request may have reached the vendor, but no whole answer came. Harmless for a read, unknown for a write. */
export class NoAnswerError extends UnknownOutcomeError {
  override readonly name = 'NoAnswerError';
}

/** An answer of the vendor that does not have the promised shape. `path` says where, never with the value. */
export class MalformedAnswerError extends TransientError {
  override readonly name = 'MalformedAnswerError';
  readonly path: string;
  constructor(message: string, path: string, options?: SynclineErrorOptions) {
    super(message, options);
    this.path = path;
  }
}
