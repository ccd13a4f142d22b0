import { z } from 'zod';
import { type CallEffect, noAnswer } from '#sdk/call-effect.ts';
import { RejectedError, type SynclineError, ThrottledError, UnauthorizedError } from '#sdk/errors.ts';
import type { HttpResponse, LimitReport } from '#sdk/http.ts';
import { retryAfterMs } from '#sdk/retry-after.ts';
import { vendorWords } from '#sdk/vendor-words.ts';

/** A 429 that does not say how long: the published window is a minute, and slides. */
const RETRY_AFTER_MS = 10_000;
/** ShipBob has a header of its own; a proxy before it uses the standard one. */
const RETRY_AFTER = ['x-retry-after', 'retry-after'];

/** Names the kind of an answer that is no success. Undefined: the call was answered with one. */
export function errorFromAnswer(response: HttpResponse, effect: CallEffect): SynclineError | undefined {
  const { status } = response;
  if (status >= 200 && status < 300) return undefined;
  if (status === 429) {
    return new ThrottledError(
      'ShipBob asks for fewer calls',
      retryAfterMs(response, RETRY_AFTER) ?? RETRY_AFTER_MS,
    );
  }
  if (status === 401) return new UnauthorizedError('ShipBob refused the token (HTTP 401)');
  if (status === 403) {
    return new RejectedError('ShipBob: the token lacks a scope for this (HTTP 403)', { code: 'forbidden' });
  }
  // A server's own failure says nothing about what it did before; the specification lists 500 for cancellations, too.
  if (status >= 500 || status === 408) return noAnswer(`ShipBob answered HTTP ${status}`, effect);
  if (status < 400) {
    return new RejectedError(`ShipBob's address answered HTTP ${status}; check url`, {
      code: `http-${status}`,
    });
  }
  const words = wordsOf(response.body);
  const message = words === '' ? `ShipBob answered HTTP ${status}` : `ShipBob: ${words}`;
  return new RejectedError(message, { code: `http-${status}` });
}

/** What an answer says about the limit: calls left in the sliding minute, and how long to wait. */
export function readLimit(response: HttpResponse): LimitReport | undefined {
  const remaining = Number.parseInt(response.headers['x-remaining-calls'] ?? '', 10);
  const wait = response.status === 429 ? (retryAfterMs(response, RETRY_AFTER) ?? RETRY_AFTER_MS) : undefined;
  if (Number.isNaN(remaining) && wait === undefined) return undefined;
  return {
    ...(remaining >= 0 ? { available: remaining } : {}),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

// The forms that the specification gives to refusals: a problem, fields with their complaints or, for returns, a message with a list
// of them. Unknown ones have no words.
const problem = z.object({
  title: z.string().nullish(),
  detail: z.string().nullish(),
  message: z.string().nullish(),
  errors: z.array(z.string()).nullish(),
});
const complaints = z.record(z.string(), z.array(z.string()));

function wordsOf(body: string): string {
  const parsed = parseJson(body);
  const fields = complaints.safeParse(parsed);
  if (fields.success) {
    return vendorWords(
      Object.entries(fields.data)
        .map(([field, words]) => `${field}: ${words.join(' ')}`)
        .join('; '),
    );
  }
  const told = problem.safeParse(parsed);
  if (!told.success) return '';
  const { title, detail, message, errors } = told.data;
  return vendorWords(
    [title, detail, message, (errors ?? []).join('; ')].filter((text) => (text ?? '') !== '').join(': '),
  );
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    // A proxy's page: it has no words of ShipBob.
    return undefined;
  }
}
