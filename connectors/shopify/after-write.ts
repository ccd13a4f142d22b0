import { SynclineError, UnknownOutcomeError } from '#sdk/errors.ts';

/** A step behind another one that has written: from there on "nothing happened, try again" would be a lie. */
export async function afterWrite<Result>(step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof SynclineError && error.kind !== 'rejected') {
      throw new UnknownOutcomeError(`a part of it was written: ${error.message}`, { cause: error });
    }
    throw error;
  }
}
