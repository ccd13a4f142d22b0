import { NoAnswerError, NotSentError } from '#sdk/errors.ts';
import type { HttpPort, HttpRequest, HttpResponse, LimitReport } from '#sdk/http.ts';

const TIMEOUT_MS = 30_000;

/** What happened at the edge: a test asserts on it. */
export interface PlainHttp extends HttpPort {
  readonly requests: readonly HttpRequest[];
  readonly reports: readonly LimitReport[];
}

/**
 * The network without the engine's buckets and breakers: `fetch`, with the errors that the contract promises. For tests
 * of one connector against a server on this machine.
 */
export function createPlainHttp(options: { readonly timeoutMs?: number } = {}): PlainHttp {
  const requests: HttpRequest[] = [];
  const reports: LimitReport[] = [];
  return {
    requests,
    reports,
    async call(request) {
      requests.push(request);
      const response = await send(request, request.timeoutMs ?? options.timeoutMs ?? TIMEOUT_MS);
      const report = request.readLimit?.(response);
      if (report !== undefined) reports.push(report);
      return response;
    },
  };
}

async function send(request: HttpRequest, timeoutMs: number): Promise<HttpResponse> {
  const sentAt = Date.now();
  try {
    const response = await fetch(request.url, {
      method: request.method,
      // A connection of its own for each call, so that no test leaves a socket behind.
      headers: { ...request.headers, connection: 'close' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const body = await response.text();
    const headers = Object.fromEntries(response.headers.entries());
    return { status: response.status, headers, body, sentAt, answeredAt: Date.now() };
  } catch (cause) {
    if (isRefused(cause)) throw new NotSentError('connection refused', { cause });
    throw new NoAnswerError('no whole answer came', { cause });
  }
}

function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ECONNREFUSED';
}
