import { ThrottledError, TransientError, UnknownOutcomeError } from '#sdk/errors.ts';

/** Runs what follows a write that took effect. From there on "nothing happened, try again" would be a lie: it is unknown. */
export async function afterWrite<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof TransientError || error instanceof ThrottledError) {
      throw new UnknownOutcomeError(`written to Odoo, but not verified: ${error.message}`, { cause: error });
    }
    throw error;
  }
}
