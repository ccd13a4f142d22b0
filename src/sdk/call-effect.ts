import {
  NoAnswerError,
  type SynclineError,
  ThrottledError,
  TransientError,
  UnknownOutcomeError,
} from './errors.ts';

/** Whether a call can change anything at the vendor: decides what a missing answer means. */
export type CallEffect = 'read' | 'write';

/** What a call without a usable answer means: harmless for a read, an open outcome for a write. */
export function noAnswer(message: string, effect: CallEffect, cause?: unknown): SynclineError {
  const options = cause === undefined ? {} : { cause };
  return effect === 'read' ? new TransientError(message, options) : new UnknownOutcomeError(message, options);
}

/** Makes a call for this effect: a lost answer is harmless for a read. */
export async function asEffect<Result>(effect: CallEffect, send: () => Promise<Result>): Promise<Result> {
  try {
    return await send();
  } catch (error) {
    if (effect === 'read' && error instanceof NoAnswerError)
      throw new TransientError(error.message, { cause: error });
    throw error;
  }
}

/** Runs what follows a write that may have taken effect: from there on "nothing happened, try again" would be a lie. */
export async function afterWrite<Result>(vendor: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof TransientError || error instanceof ThrottledError) {
      throw new UnknownOutcomeError(`sent to ${vendor}, but not verified: ${error.message}`, {
        cause: error,
      });
    }
    throw error;
  }
}
