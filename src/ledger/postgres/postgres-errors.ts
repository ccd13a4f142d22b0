import pg from 'pg';
import { LedgerBusyError } from '#sdk/ledger/ledger.ts';
import type { Verdict } from '../group-commit.ts';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
/** Connection lost, server going down or starting, disk or memory or connections used up, lock timeout, a statement the server forgot. */
const BROKEN = /^(?:08|53|57P|58|55P03|26|XX)/;
/** The transaction was given up by an earlier error: nothing in it can stand. */
const ABORTED = '25P02';

/** The connection was lost during a commit, and the server could not be asked: the write may have happened. */
export class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError';
}

export function judgePostgres(error: unknown): Verdict {
  if (error instanceof LedgerBusyError) return 'broken';
  const code = codeOf(error);
  if (code === SERIALIZATION_FAILURE || code === DEADLOCK) return 'again';
  if (error instanceof pg.DatabaseError) return code === ABORTED || BROKEN.test(code) ? 'broken' : 'own';
  return isConnectionLoss(error) ? 'broken' : 'own';
}

export function explainPostgres(error: unknown): Error {
  if (error instanceof LedgerBusyError || error instanceof CommitUnknownError) return error;
  const code = codeOf(error);
  if (code === SERIALIZATION_FAILURE || code === DEADLOCK) {
    return new LedgerBusyError('other processes kept writing the same rows; come back later', {
      cause: error,
    });
  }
  if (code.startsWith('53'))
    return new LedgerBusyError(`the database server has no room left (${code})`, { cause: error });
  return new LedgerBusyError(`the database cannot be reached or cannot write (${code})`, { cause: error });
}

function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (/^(?:ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|ENOENT|EAI_)/.test(codeOf(error)))
    return true;
  return /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded|Client was closed)/i.test(
    error.message,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no code';
}
