import { Agent, type IncomingMessage, request as openRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { NoAnswerError, NotSentError } from '#sdk/errors.ts';
import type { HttpPort, HttpRequest, HttpResponse, LimitReport } from '#sdk/http.ts';

const TIMEOUT_MS = 30_000;
/** Idle connections wait here for the next call, and keep nobody's process alive. */
const agent = new Agent({ keepAlive: true });

/** What happened at the edge: a test asserts on it. */
export interface PlainHttp extends HttpPort {
  readonly requests: readonly HttpRequest[];
  readonly reports: readonly LimitReport[];
}

/**
 * The network without the engine's buckets and breakers, with the errors that the contract promises. For tests of one
 * connector against a server on this machine.
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
    const { status, headers, body } = await exchange(request, timeoutMs);
    return { status, headers, body, sentAt, answeredAt: Date.now() };
  } catch (cause) {
    if (isRefused(cause)) throw new NotSentError('connection refused', { cause });
    throw new NoAnswerError('no whole answer came', { cause });
  }
}

/** The deadline is for the whole answer. */
function exchange(
  { method, url, headers, body }: HttpRequest,
  timeoutMs: number,
): Promise<Pick<HttpResponse, 'status' | 'headers' | 'body'>> {
  const { promise, resolve, reject } =
    Promise.withResolvers<Pick<HttpResponse, 'status' | 'headers' | 'body'>>();
  const receive = async (response: IncomingMessage): Promise<void> => {
    const whole = await text(response);
    resolve({ status: response.statusCode ?? 0, headers: flatten(response.headers), body: whole });
  };
  // Told always: Node leaves it out where a method has seldom a body, such as DELETE.
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const call = openRequest(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
    receive(response).catch(reject);
  });
  call.on('error', reject);
  const deadline = setTimeout(() => {
    call.destroy(new Error(`no answer within ${timeoutMs} ms`));
  }, timeoutMs);
  call.end(body);
  return promise.finally(() => clearTimeout(deadline));
}

function flatten(headers: IncomingMessage['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
}
