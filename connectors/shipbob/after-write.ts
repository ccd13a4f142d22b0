import { ThrottledError, TransientError, UnknownOutcomeError } from '#sdk/errors.ts';

/** Runs what follows a write that may have taken effect: from there on "nothing happened" would be a lie. */
export async function afterWrite<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof TransientError || error instanceof ThrottledError) {
      throw new UnknownOutcomeError(`sent to ShipBob, but not verified: ${error.message}`, { cause: error });
    }
    throw error;
  }
}
