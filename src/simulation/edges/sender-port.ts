import type { Sender } from '#http/send-request.ts';
import { NoAnswerError, NotSentError } from '#sdk/errors.ts';
import type { HttpRequest, HttpResponse } from '#sdk/http.ts';
import type { SandboxRequest, SandboxResponse } from '#sdk/sandbox/serve.ts';
import type { SimulatedProcess } from '../process.ts';
import type { Timeline } from '../timeline.ts';

const NETWORK_MS_MAX = 30;
const TIMEOUT_DEFAULT_MS = 30_000;
/** What a gateway in front of any vendor says. */
export const RATE_LIMITED_S = 8;
const RATE_LIMITED: SandboxResponse = {
  status: 429,
  headers: { 'content-type': 'text/html', 'retry-after': String(RATE_LIMITED_S) },
  body: '<h1>429 Too Many Requests</h1>',
};

/** A vendor on the simulated network. */
export interface SimulatedVendor {
  readonly host: string;
  /** `undefined`: the caller never hears an answer. */
  readonly handler: (request: SandboxRequest) => Promise<SandboxResponse | undefined>;
  readonly isDown: () => boolean;
}

export type CallFate = 'arrives' | 'refused' | 'cut-before' | 'cut-after' | 'rate-limited';

export interface NetworkEdges {
  readonly timeline: Timeline;
  readonly vendors: ReadonlyMap<string, SimulatedVendor>;
  /** Told of every request as it leaves, and of every answer as it is heard. */
  readonly onCall: (call: SimulatedCall) => void;
  readonly onAnswer: (call: SimulatedCall, response: HttpResponse) => void;
  /** What the network does with this call. */
  readonly fateOfCall: (process: SimulatedProcess, operation: string) => CallFate;
}

export interface SimulatedCall {
  readonly process: SimulatedProcess;
  readonly connection: string;
  readonly request: HttpRequest;
  /** The process's own clock when it left. */
  readonly sentAt: number;
}

/** The way out of one connection of one process: calls travel, and are lost on either way. */
export function openSimulatedSender(
  process: SimulatedProcess,
  connection: string,
  edges: NetworkEdges,
): Sender {
  const { timeline } = edges;
  const travel = (): number => 1 + timeline.draw() * NETWORK_MS_MAX;
  return {
    close: () => Promise.resolve(),
    async send(request) {
      const step = `${connection} ${request.operation}`;
      await process.pass(`${step} leaves`, 1);
      if (process.clock.monotonicMs() > request.sendBy)
        throw new NotSentError(`${request.operation}: this process stood still before the call`);
      const sentAt = process.clock.now();
      const call: SimulatedCall = { process, connection, request, sentAt };
      edges.onCall(call);
      const fate = edges.fateOfCall(process, request.operation);
      const vendor = edges.vendors.get(new URL(request.url).host);
      if (vendor === undefined || fate === 'refused' || (vendor.isDown() && timeline.draw() < 0.5))
        throw new NotSentError(`${request.operation}: no connection (ECONNREFUSED)`);
      const answer = vendor.isDown() ? 'broken' : await reach(vendor, request, fate);
      if (answer === 'late')
        throw new NoAnswerError(`${request.operation}: no whole answer within ${timeoutOf(request)} ms`);
      if (answer === 'broken')
        throw new NoAnswerError(`${request.operation}: the connection broke (ECONNRESET)`);
      await process.pass(`${step} answered`, 1);
      const { status, headers, body } = answer;
      const response: HttpResponse = {
        status,
        headers: lowerCase(headers ?? {}),
        body,
        sentAt,
        answeredAt: process.clock.now(),
      };
      edges.onAnswer(call, response);
      return response;
    },
  };

  /** The request's way to the vendor, and the answer's back, or the caller's patience, whichever is over first. */
  function reach(
    vendor: SimulatedVendor,
    request: HttpRequest,
    fate: Exclude<CallFate, 'refused'>,
  ): Promise<SandboxResponse | 'late' | 'broken'> {
    return new Promise((resolve, reject) => {
      const tell = (outcome: SandboxResponse | 'late' | 'broken', delayMs: number): void => {
        timeline.at(delayMs, () => process.enter(() => resolve(outcome)));
      };
      tell('late', timeoutOf(request));
      if (fate === 'rate-limited') {
        tell(RATE_LIMITED, travel());
        return;
      }
      if (fate === 'cut-before') {
        tell('broken', travel());
        return;
      }
      timeline.at(travel(), () => {
        vendor.handler(toSandbox(request)).then((response) => {
          if (fate === 'cut-after') tell('broken', travel());
          else if (response !== undefined) tell(response, travel());
        }, reject);
      });
    });
  }
}

function timeoutOf(request: HttpRequest): number {
  return request.timeoutMs ?? TIMEOUT_DEFAULT_MS;
}

function toSandbox({ method, url, headers, body }: HttpRequest): SandboxRequest {
  const { pathname, search } = new URL(url);
  return { method, path: pathname + search, headers: lowerCase(headers ?? {}), body: body ?? '' };
}

function lowerCase(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
