import { type CallEffect, noAnswer } from '#sdk/call-effect.ts';
import {
  RejectedError,
  ThrottledError,
  TransientError,
  UnauthorizedError,
  type SynclineError,
} from '#sdk/errors.ts';
import type { HttpResponse } from '#sdk/http.ts';
import { retryAfterMs } from '#sdk/retry-after.ts';

const WORDS_MAX = 300;
const RETRY_AFTER_MS = 5_000;

/** An exception as Odoo reports it: `error.data` of JSON-RPC, the body of JSON-2. */
export interface Complaint {
  /** Python's name with its module, `odoo.exceptions.UserError`. Forks rename the first part. */
  readonly name: string;
  readonly message: string;
}

// PostgreSQL undid the whole transaction, so nothing was written. The last one is the loser of two first imports of
// one external id.
const conflict =
  /could not serialize access|deadlock detected|could not obtain lock|concurrent update|ir_model_data_module_name_uniq_index/iu;
const unauthorized = new Set(['AccessDenied', 'Unauthorized', 'SessionExpiredException']);
const refusedByServer = new Set([
  'NotFound',
  'UnprocessableEntity',
  'BadRequest',
  'Forbidden',
  'MethodNotAllowed',
  'ParseError',
]);
const refusedByDatabase =
  /^(NotNull|Unique|Foreign|Check|Exclusion|Integrity|Data|Numeric|String|InvalidText|InvalidDatetime|Undefined|DatetimeField)/u;
const passingInPython = new Set([
  'MemoryError',
  'TimeoutError',
  'ConnectionError',
  'ConnectionResetError',
  'BrokenPipeError',
  'OSError',
]);

/** Names the kind of an exception that Odoo reported. Every reported exception undid its transaction. */
export function errorFromComplaint(complaint: Complaint, effect: CallEffect): SynclineError {
  const { name, message } = complaint;
  const short = name.split('.').at(-1) ?? name;
  const words = `Odoo: ${vendorWords(message)}`;
  if (conflict.test(message) || short === 'ConcurrencyError') return new TransientError(words);
  if (unauthorized.has(short)) return new UnauthorizedError(words);
  // The user that the key belonged to was deleted: its own record is what is missing.
  if (short === 'MissingError' && /\bres\.users\(/u.test(message)) return new UnauthorizedError(words);
  if (short === 'TooManyRequests') return new ThrottledError(words, RETRY_AFTER_MS);
  if (name.includes('.exceptions.') && !name.startsWith('werkzeug.'))
    return new RejectedError(words, { code: short });
  if (refusedByServer.has(short)) return new RejectedError(words, { code: short });
  if (name.startsWith('builtins.') && !passingInPython.has(short))
    return new RejectedError(words, { code: short });
  if (name.startsWith('psycopg2.') && refusedByDatabase.test(short))
    return new RejectedError(words, { code: short });
  return noAnswer(words, effect);
}

/** Names the kind of an answer that Odoo itself did not write: a proxy's, a wrong address's. Undefined: it looks fine. */
export function errorFromStatus(response: HttpResponse, effect: CallEffect): SynclineError | undefined {
  const { status } = response;
  if (status === 429)
    return new ThrottledError(
      'Odoo asks for fewer calls (HTTP 429)',
      retryAfterMs(response) ?? RETRY_AFTER_MS,
    );
  if (status === 401) return new UnauthorizedError('Odoo refused the credential (HTTP 401)');
  if (status >= 500) return noAnswer(`Odoo or its proxy answered HTTP ${status}`, effect);
  if (status >= 300) {
    const advice = status < 400 ? 'use the address that it redirects to' : 'check url and version';
    return new RejectedError(`Odoo's address answered HTTP ${status}; ${advice}`, { code: `http-${status}` });
  }
  return undefined;
}

/** The vendor's own words on one line, without addresses of people. */
export function vendorWords(message: string): string {
  const line = message
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[^\s@<>"']+@[^\s@<>"']+/gu, '[email]')
    .trim();
  return line.length > WORDS_MAX ? `${line.slice(0, WORDS_MAX)}...` : line;
}
