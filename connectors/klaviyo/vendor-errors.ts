import { z } from 'zod';
import { type CallEffect, noAnswer } from '#sdk/call-effect.ts';
import { RejectedError, type SynclineError, ThrottledError, UnauthorizedError } from '#sdk/errors.ts';
import type { HttpResponse, LimitReport } from '#sdk/http.ts';
import { retryAfterMs } from '#sdk/retry-after.ts';
import { vendorWords } from '#sdk/vendor-words.ts';

/** A 429 that does not say how long: the longer of the two published windows, of a minute, may have to pass. */
const RETRY_AFTER_MS = 30_000;

/** Names the kind of an answer that is no success. Undefined: the call was answered with one. */
export function errorFromAnswer(
  response: HttpResponse,
  { effect, scopes }: { readonly effect: CallEffect; readonly scopes: readonly string[] },
): SynclineError | undefined {
  const { status } = response;
  if (status >= 200 && status < 300) return undefined;
  if (status === 429) {
    return new ThrottledError('Klaviyo asks for fewer calls', retryAfterMs(response) ?? RETRY_AFTER_MS);
  }
  if (status === 401) return new UnauthorizedError('Klaviyo refused the API key (HTTP 401)');
  if (status === 403) {
    return new RejectedError(`Klaviyo: the API key lacks a scope of ${scopes.join(', ')} (HTTP 403)`, {
      code: 'forbidden',
    });
  }
  // A server's own failure says nothing about what it did before.
  if (status >= 500 || status === 408) return noAnswer(`Klaviyo answered HTTP ${status}`, effect);
  if (status < 400) {
    return new RejectedError(`Klaviyo's address answered HTTP ${status}; check url`, {
      code: `http-${status}`,
    });
  }
  const [first] = errorsIn(response.body);
  const words = first === undefined ? '' : vendorWords(`${first.title}: ${first.detail}`, { numbers: true });
  const code = first !== undefined && /^[a-z0-9_.-]{1,60}$/u.test(first.code) ? first.code : `http-${status}`;
  return new RejectedError(words === '' ? `Klaviyo answered HTTP ${status}` : `Klaviyo: ${words}`, { code });
}

/** What an answer says about the limit. Its other headers speak of one operation, and the bucket is of all. */
export function readLimit(response: HttpResponse): LimitReport | undefined {
  if (response.status !== 429) return undefined;
  return { retryAfterMs: retryAfterMs(response) ?? RETRY_AFTER_MS };
}

const errors = z.object({
  errors: z.array(z.object({ code: z.string(), title: z.string(), detail: z.string() })),
});

/** The form that the specification gives to refusals; anything else has no words. */
function errorsIn(body: string): z.output<typeof errors>['errors'] {
  try {
    return errors.parse(JSON.parse(body)).errors;
  } catch {
    // A proxy's page, or another form: no words of Klaviyo.
    return [];
  }
}
