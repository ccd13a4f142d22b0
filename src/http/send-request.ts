import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { Agent, type Dispatcher } from 'undici';
import type { Clock } from '#sdk/clock.ts';
import { NoAnswerError, NotSentError } from '#sdk/errors.ts';
import type { HttpRequest, HttpResponse } from '#sdk/http.ts';

/** A request on its way out. */
export interface OutgoingRequest extends HttpRequest {
  /**
   * Milliseconds of the sender's monotonic clock. Later than this it is not sent any more: the process stood still, and
   * what it was about to say was true before that (W6).
   */
  readonly sendBy: number;
}

/** The network side of one connection: kept-alive sockets, a deadline, a limit on the answer. */
export interface Sender {
  /** @throws {NotSentError} or {NoAnswerError}; texts name the operation and the error's code, never the address. */
  send(request: OutgoingRequest): Promise<HttpResponse>;
  close(): Promise<void>;
}

/** The vendor answered, but with more than we read. */
export class AnswerTooBigError extends NoAnswerError {}

const TIMEOUT_DEFAULT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;
const SOCKETS_MAX = 64;
const KEEP_ALIVE_MS = 4_000;
/** Made once: an abort without a reason makes one with a stack, at every call. */
const ENDED = new Error('the call has ended');
const BODY_BYTES_MAX = 32 * 1_024 * 1_024;

/** Codes that are only possible before the first byte of the request was sent. */
const NOT_SENT_CODES =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ECONNABORTED_BEFORE|UND_ERR_CONNECT_TIMEOUT|UND_ERR_INVALID_ARG|ERR_INVALID_URL|CERT_\w+|ERR_TLS_CERT\w+|ERR_SSL_\w+|ERR_TLS_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|EPROTO)$/;
const TOO_BIG_CODES = new Set(['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'ERR_BUFFER_TOO_LARGE']);

const decompressors = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

export interface SenderOptions {
  readonly clock: Clock;
  /** Largest answer that is read; 32 MiB unless told. */
  readonly bodyBytesMax?: number | undefined;
}

export function createSender({ clock, bodyBytesMax = BODY_BYTES_MAX }: SenderOptions): Sender {
  const agent = new Agent({
    connections: SOCKETS_MAX,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: bodyBytesMax,
    // One deadline for the whole call, ours; undici's own would start anew with every byte.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    send: async (request) => {
      const deadline = new AbortController();
      const ended = new AbortController();
      const timeoutMs = request.timeoutMs ?? TIMEOUT_DEFAULT_MS;
      clock.sleep(timeoutMs, ended.signal).then(
        () => deadline.abort(),
        () => undefined,
      );
      const sentAt = clock.now();
      try {
        const answer = await dispatch(agent.compose(inTime(clock, request)), request, deadline.signal);
        const body = await readBody(answer, bodyBytesMax);
        return {
          status: answer.statusCode,
          headers: toHeaders(answer.headers),
          body,
          sentAt,
          answeredAt: clock.now(),
        };
      } catch (cause) {
        throw toCallError(request.operation, cause, deadline.signal.aborted ? timeoutMs : undefined);
      } finally {
        ended.abort(ENDED);
      }
    },
    close: () => agent.destroy(),
  };
}

/** Asks for the time at the last moment: when the socket is open and the next thing is to write to it. */
function inTime(
  clock: Clock,
  { operation, sendBy }: OutgoingRequest,
): Dispatcher.DispatcherComposeInterceptor {
  return (next) => (options, handler) =>
    next(options, {
      onRequestStart(controller, context) {
        handler.onRequestStart?.(controller, context);
        if (clock.monotonicMs() > sendBy)
          controller.abort(new NotSentError(`${operation}: this process stood still before the call`));
      },
      onRequestUpgrade: (...all) => handler.onRequestUpgrade?.(...all),
      onResponseStart: (...all) => handler.onResponseStart?.(...all),
      onResponseData: (...all) => handler.onResponseData?.(...all),
      onResponseEnd: (...all) => handler.onResponseEnd?.(...all),
      onResponseError: (...all) => handler.onResponseError?.(...all),
    });
}

function dispatch(
  agent: Dispatcher,
  { url, method, headers, body }: HttpRequest,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const { origin, pathname, search } = new URL(url);
  return agent.request({
    origin,
    path: pathname + search,
    method,
    headers: { 'accept-encoding': 'gzip, deflate, br', ...headers },
    ...(body === undefined ? {} : { body }),
    signal,
  });
}

async function readBody(answer: Dispatcher.ResponseData, bodyBytesMax: number): Promise<string> {
  const encoding = answer.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return answer.body.text();
  const decompress = typeof encoding === 'string' ? decompressors.get(encoding.toLowerCase()) : undefined;
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  if (decompress === undefined) throw new Error('the answer is encoded in a way that was not asked for');
  // A few bytes may unpack to gigabytes, so the limit holds on both sides.
  const plain = bytes.length === 0 ? bytes : await decompress(bytes, { maxOutputLength: bodyBytesMax });
  return plain.toString('utf8');
}

function toHeaders(headers: Dispatcher.ResponseData['headers']): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return plain;
}

function toCallError(operation: string, cause: unknown, timedOutAfterMs: number | undefined): Error {
  if (cause instanceof NotSentError) return cause;
  const code = codeOf(cause);
  if (timedOutAfterMs !== undefined)
    return new NoAnswerError(`${operation}: no whole answer within ${timedOutAfterMs} ms`, { cause });
  if (code !== undefined && TOO_BIG_CODES.has(code))
    return new AnswerTooBigError(`${operation}: the answer is larger than we read`, { cause });
  const isConnecting =
    typeof cause === 'object' &&
    cause !== null &&
    'syscall' in cause &&
    (cause.syscall === 'connect' || cause.syscall === 'getaddrinfo');
  if (isConnecting || (code !== undefined && NOT_SENT_CODES.test(code)))
    return new NotSentError(`${operation}: no connection (${code ?? 'unknown'})`, { cause });
  return new NoAnswerError(`${operation}: the connection broke (${code ?? 'no code'})`, { cause });
}

/** Several addresses of one host fail as one aggregate; its first part has the code. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return 'cause' in error ? codeOf(error.cause) : undefined;
}
