import type { CallPace } from '#domain/priority.ts';
import type { Clock, Random } from '#sdk/clock.ts';
import { NoAnswerError, NotSentError } from '#sdk/errors.ts';
import type { HttpPort, HttpRequest, HttpResponse, LimitReport } from '#sdk/http.ts';
import { judgeAnswer, readRetryAfter } from './judge-answer.ts';
import { AnswerTooBigError, type OutgoingRequest, type Sender } from './send-request.ts';
import { createWaitingLine, type RateLimit } from './waiting-line.ts';

/** Keeps calls from a vendor that is away, as `src/queue/breaker.ts` implements it. */
export interface CallBreaker {
  enter(): void;
  succeed(): void;
  fail(weight?: number): void;
  blockedForMs(): number;
}

export interface CallReport {
  readonly connection: string;
  readonly operation: string;
  readonly outcome: 'answered' | 'not-sent' | 'no-answer';
  readonly status: number | null;
  readonly ms: number;
  /** Time spent waiting for the shared limit, part of `ms`. */
  readonly waitedMs: number;
}

export interface HttpPortOptions<Ticket> {
  readonly connection: string;
  /** Its network side; closed with the port. */
  readonly sender: Sender;
  readonly limit: RateLimit<Ticket>;
  readonly breaker: CallBreaker;
  readonly clock: Clock;
  readonly random: Random;
  /** How the call made now takes part in the limit; `normal` unless told. */
  readonly pace?: (() => CallPace) | undefined;
  readonly onCall?: ((report: CallReport) => void) | undefined;
  /** A settlement that failed: the call's share of the limit comes back when its life is over. */
  readonly onSettleError?: ((error: unknown) => void) | undefined;
  /** Whole life of a call that names none itself; 30,000 unless told. */
  readonly timeoutMs?: number | undefined;
  /** Longest wait for the shared limit; 5,000 unless told. */
  readonly waitMaxMs?: number | undefined;
}

/** The real edge to the network of one connection. */
export interface EngineHttpPort extends HttpPort {
  close(): Promise<void>;
}

const WAIT_MAX_MS = 5_000;
const TIMEOUT_DEFAULT_MS = 30_000;
/** After its turn has come, a call leaves within this time or not at all. */
const CONNECT_MAX_MS = 2_000;
/** A call ends a little after its deadline. */
const LIFE_SLACK_MS = 5_000;

export function createHttpPort<Ticket>(options: HttpPortOptions<Ticket>): EngineHttpPort {
  const {
    connection,
    sender,
    limit,
    breaker,
    clock,
    waitMaxMs = WAIT_MAX_MS,
    timeoutMs = TIMEOUT_DEFAULT_MS,
    pace = () => 'normal',
  } = options;
  const line = createWaitingLine({ limit, clock, random: options.random });

  // Told to the others by the shared limit; kept here too, because Redis may be away when it is heard.
  let blockedUntilMs = 0;
  const settle = (ticket: Ticket | undefined, report: LimitReport) => {
    if (report.retryAfterMs !== undefined)
      blockedUntilMs = Math.max(blockedUntilMs, clock.monotonicMs() + report.retryAfterMs);
    if (ticket === undefined) return;
    // Nobody waits for it: the next acquire of this process goes after it on the same socket.
    limit.settle(ticket, report).then(() => line.kick(), options.onSettleError ?? (() => undefined));
  };
  const outwait = async (waitMs: number): Promise<void> => {
    if (waitMs <= 0) return;
    if (waitMs > waitMaxMs)
      throw new NotSentError('the vendor asked to wait', { retryAfterMs: Math.ceil(waitMs) });
    await clock.sleep(waitMs);
  };
  const acquire = async (request: HttpRequest): Promise<Ticket | undefined> => {
    if (request.unmetered === true) return undefined;
    await outwait(blockedUntilMs - clock.monotonicMs());
    const lifeMs = (request.timeoutMs ?? timeoutMs) + LIFE_SLACK_MS;
    return line.enter({ cost: request.cost ?? 1, lifeMs, pace: pace() }, waitMaxMs);
  };
  const send = async (request: OutgoingRequest, ticket: Ticket | undefined): Promise<HttpResponse> => {
    try {
      breaker.enter();
    } catch (error) {
      settle(ticket, { actualCost: 0 });
      throw error;
    }
    try {
      const response = await sender.send({ timeoutMs, ...request });
      const weight = judgeAnswer(response.status);
      if (weight === 0) breaker.succeed();
      else breaker.fail(weight);
      settle(ticket, readReport(request, response));
      return response;
    } catch (error) {
      if (error instanceof AnswerTooBigError) breaker.succeed();
      else breaker.fail();
      settle(ticket, error instanceof NotSentError ? { actualCost: 0 } : {});
      throw error;
    }
  };

  return {
    call: async (request) => {
      const startedAt = clock.monotonicMs();
      let waitedMs = 0;
      const report = (outcome: CallReport['outcome'], status: number | null) => {
        options.onCall?.({
          connection,
          operation: request.operation,
          outcome,
          status,
          ms: clock.monotonicMs() - startedAt,
          waitedMs,
        });
      };
      try {
        const retryAfterMs = breaker.blockedForMs();
        if (retryAfterMs > 0)
          throw new NotSentError('the vendor does not answer; its connection rests', { retryAfterMs });
        const ticket = await acquire(request).finally(() => {
          waitedMs = clock.monotonicMs() - startedAt;
        });
        const response = await send({ ...request, sendBy: startedAt + waitMaxMs + CONNECT_MAX_MS }, ticket);
        report('answered', response.status);
        return response;
      } catch (error) {
        report(error instanceof NoAnswerError ? 'no-answer' : 'not-sent', null);
        throw error;
      }
    },
    close: () => sender.close(),
  };
}

/** What the connector reads from the answer, and `Retry-After` when it reads nothing of the kind. */
function readReport(request: HttpRequest, response: HttpResponse): LimitReport {
  let report: LimitReport = {};
  try {
    report = request.readLimit?.(response) ?? {};
  } catch {
    // An answer of another shape says nothing about the limit; the connector's own parsing names what is wrong with it.
  }
  if (report.retryAfterMs !== undefined) return report;
  const retryAfterMs = readRetryAfter(response);
  return retryAfterMs === undefined ? report : { ...report, retryAfterMs };
}
