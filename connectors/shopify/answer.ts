import {
  MalformedAnswerError,
  RejectedError,
  ThrottledError,
  TransientError,
  UnauthorizedError,
  UnknownOutcomeError,
} from '#sdk/errors.ts';
import type { HttpResponse } from '#sdk/http.ts';
import { describeIssue, type Envelope, envelopeShape, type GraphError } from './answer-shape.ts';
import { isThrottled, retryAfterOf, throttleWaitMs } from './cost-report.ts';

/** A lost or broken answer is harmless for a read and leaves a write's outcome open. */
export type CallKind = 'read' | 'write';

const VENDOR_WORDS_LENGTH_MAX = 300;
const RETRY_WITHOUT_ADVICE_MS = 2_000;
const serverTrouble = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'TIMEOUT']);
/** Said of single fields when the app may not see personal data; the rest of the answer is whole. */
const PERSONAL_DATA_WITHHELD = /^This app is not approved to (?:access|use)/;

/** The body as an envelope, or undefined when it is none. Parsed once per answer. */
export function parseEnvelope(response: HttpResponse): Envelope | undefined {
  try {
    const parsed = envelopeShape.safeParse(JSON.parse(response.body));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Not JSON: an HTML error page or a cut body. The caller names the error, because it knows what the call did.
    return undefined;
  }
}

/**
 * The data of an answer, after all layers of errors that Shopify has: the status, a body that is no answer, top-level
 * errors without data, top-level errors beside data, and warnings about a search filter that was ignored. (The last
 * layer, `userErrors`, belongs to each mutation.)
 */
export function dataOf(
  response: HttpResponse,
  envelope: Envelope | undefined,
  kind: CallKind,
): Record<string, unknown> {
  if (response.status >= 300 || response.status < 200) throw errorOfStatus(response, kind);
  if (envelope === undefined)
    throw brokenAnswer('Shopify answered with something that is no GraphQL answer', '', kind);
  const { data, errors, extensions } = envelope;
  if (errors !== undefined) refuseErrors(envelope, kind);
  const warning = extensions?.search?.flatMap((entry) => entry.warnings ?? [])[0];
  // Shopify ignores a filter that it does not understand and returns everything.
  if (warning !== undefined) {
    throw new RejectedError(`Shopify ignored a search filter: ${toWords(warning.message)}`, {
      code: 'search-warning',
    });
  }
  if (data === null || data === undefined) throw brokenAnswer('Shopify answered without data', 'data', kind);
  return data;
}

/** An answer that is not of the promised shape. */
export function brokenAnswer(message: string, path: string, kind: CallKind, cause?: unknown): Error {
  if (kind === 'write') return new UnknownOutcomeError(`${message}; the write may have happened`, { cause });
  return new MalformedAnswerError(message, path, { cause });
}

/** Checks one answer against what its operation promises. */
export function malformedData(
  error: Parameters<typeof describeIssue>[0],
  operation: string,
  kind: CallKind,
): Error {
  const { path, reason } = describeIssue(error);
  return brokenAnswer(`the answer to ${operation} has an unexpected shape at ${reason}`, path, kind, error);
}

function errorOfStatus(response: HttpResponse, kind: CallKind): Error {
  const { status } = response;
  switch (status) {
    case 401:
      return new UnauthorizedError('Shopify does not accept the access token (401)');
    case 402:
      return new UnauthorizedError('the shop is frozen for an unpaid bill (402)');
    case 403:
      return new UnauthorizedError('Shopify refuses this app or shop (403)');
    case 404:
      return new UnauthorizedError('Shopify does not know this shop or API version (404)');
    case 423:
      return new UnauthorizedError('the shop is locked (423)');
    case 430:
      return new UnauthorizedError('Shopify blocked the calls of this app for security reasons (430)');
    case 429:
      return new ThrottledError(
        'Shopify asked to slow down (429)',
        retryAfterOf(response) ?? RETRY_WITHOUT_ADVICE_MS,
      );
    default:
      if (status >= 500 || status === 408) return failedServer(`HTTP ${status}`, kind);
      return new RejectedError(`Shopify refused the request (HTTP ${status})`, { code: `http-${status}` });
  }
}

function refuseErrors(envelope: Envelope, kind: CallKind): void {
  const { errors } = envelope;
  if (typeof errors === 'string') {
    if (/invalid api key|access token/i.test(errors)) {
      throw new UnauthorizedError('Shopify does not accept the access token');
    }
    throw new RejectedError(`Shopify refused the request: ${toWords(errors)}`);
  }
  if (!Array.isArray(errors))
    throw new RejectedError('Shopify refused the request as malformed', { code: 'http-400' });
  const grave = errors.filter((error) => !isWithheldField(error, envelope));
  if (isThrottled(envelope)) {
    throw new ThrottledError('Shopify throttled the call', throttleWaitMs(envelope.extensions?.cost));
  }
  const first = grave.find((error) => serverTrouble.has(codeOf(error) ?? '')) ?? grave[0];
  if (first === undefined) return;
  throw errorOfGraph(first, kind);
}

function errorOfGraph(error: GraphError, kind: CallKind): Error {
  const code = codeOf(error);
  if (code !== undefined && serverTrouble.has(code)) return failedServer(code, kind);
  if (code === 'SHOP_INACTIVE') return new UnauthorizedError('the shop is inactive');
  const words = `Shopify refused the call: ${toWords(error.message)}`;
  return new RejectedError(words, code === undefined ? {} : { code });
}

function failedServer(what: string, kind: CallKind): Error {
  const message = `Shopify failed (${what})`;
  if (kind === 'write') return new UnknownOutcomeError(`${message}; the write may have happened`);
  return new TransientError(message);
}

function isWithheldField(error: GraphError, envelope: Envelope): boolean {
  const hasData = envelope.data !== null && envelope.data !== undefined;
  return (
    hasData &&
    Array.isArray(error.path) &&
    error.path.length > 1 &&
    PERSONAL_DATA_WITHHELD.test(error.message)
  );
}

function codeOf(error: GraphError): string | undefined {
  return error.extensions?.code;
}

/** The vendor's own words, cut to a length that fits a report. */
export function toWords(message: string): string {
  return message.length > VENDOR_WORDS_LENGTH_MAX ? `${message.slice(0, VENDOR_WORDS_LENGTH_MAX)}…` : message;
}
