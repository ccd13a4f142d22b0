import { DrizzleQueryError } from './drizzle.ts';

/**
 * The database's own error. Drizzle's wrapper repeats the statement with all its parameters in the message, and those are
 * nobody's business outside the ledger (I18).
 */
export function bareError(error: unknown): unknown {
  return error instanceof DrizzleQueryError
    ? (error.cause ?? new Error('a statement of the ledger failed'))
    : error;
}
