import { NoAnswerError, NotSentError } from '#sdk/errors.ts';
import type { HttpPort, HttpRequest, HttpResponse, LimitReport } from '#sdk/http.ts';
import { createPlainHttp } from '#tests/support/plain-http.ts';

/** What can happen to one call between the connector and the vendor. */
export const fates = [
  'not-sent',
  'lost-before',
  'lost-after',
  'late',
  'cut',
  'failed-before',
  'failed-after',
] as const;
export type Fate = (typeof fates)[number];

export type Rewrite = (response: HttpResponse, request: HttpRequest) => HttpResponse;

/** The network between a connector and its sandbox, in the kit's hand. It knows HTTP and no vendor. */
export interface Wire extends HttpPort {
  readonly requests: readonly HttpRequest[];
  readonly reports: readonly LimitReport[];
  /** The answers as the connector got them. */
  readonly responses: readonly HttpResponse[];
  /** The call with this number from now on, 1 for the next, meets this fate. */
  meet(callNumber: number, fate: Fate): void;
  /** Every call from this one on meets this fate, until `reset`: a read may be asked again within its run. */
  meetFrom(callNumber: number, fate: Fate): void;
  /** True when a fate that was set has not come. */
  isWaiting(): boolean;
  /** Delivers the calls that were late. */
  landLate(): Promise<void>;
  rewrite(change: Rewrite | null): void;
  /** Nothing that was set before holds any more. */
  reset(): void;
  /** Our clock is off by this much. */
  shiftClock(ms: number): void;
}

export function createWire(): Wire {
  const inner = createPlainHttp();
  const requests: HttpRequest[] = [];
  const reports: LimitReport[] = [];
  const responses: HttpResponse[] = [];
  const late: HttpRequest[] = [];
  let armed: { at: number; fate: Fate } | null = null;
  let always: { from: number; fate: Fate } | null = null;
  let change: Rewrite | null = null;
  let shiftMs = 0;

  const fateOf = (call: number): Fate | null => {
    if (armed?.at === call) return armed.fate;
    return always !== null && call >= always.from ? always.fate : null;
  };
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    const { readLimit: _readLimit, ...plain } = request;
    const response = await inner.call(plain);
    return { ...response, sentAt: response.sentAt + shiftMs, answeredAt: response.answeredAt + shiftMs };
  };
  const sendToFate = async (request: HttpRequest, fate: Fate): Promise<HttpResponse> => {
    if (fate === 'not-sent') throw new NotSentError('the kit let nothing out');
    if (fate === 'lost-before') throw new NoAnswerError('the kit lost the request');
    if (fate === 'late') {
      late.push(request);
      throw new NoAnswerError('the kit holds the request back');
    }
    if (fate === 'failed-before') return failed(Date.now() + shiftMs);
    const response = await send(request);
    if (fate === 'lost-after') throw new NoAnswerError('the kit lost the answer');
    if (fate === 'failed-after') return { ...response, ...failed(response.answeredAt) };
    return { ...response, body: response.body.slice(0, Math.floor(response.body.length / 2)) };
  };
  return {
    requests,
    reports,
    responses,
    async call(request) {
      requests.push(request);
      const fate = fateOf(requests.length);
      if (armed?.at === requests.length) armed = null;
      const received = fate === null ? await send(request) : await sendToFate(request, fate);
      const response = change === null ? received : change(received, request);
      responses.push(response);
      const report = request.readLimit?.(response);
      if (report !== undefined) reports.push(report);
      return response;
    },
    meet(callNumber, fate) {
      armed = { at: requests.length + callNumber, fate };
    },
    meetFrom(callNumber, fate) {
      always = { from: requests.length + callNumber, fate };
    },
    isWaiting: () => armed !== null,
    async landLate() {
      for (const request of late.splice(0)) await send(request);
    },
    rewrite(next) {
      change = next;
    },
    reset() {
      armed = null;
      always = null;
      change = null;
      shiftMs = 0;
      late.length = 0;
    },
    shiftClock(ms) {
      shiftMs = ms;
    },
  };
}

/** What a proxy says that has lost the server behind it. */
function failed(at: number): HttpResponse {
  return {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
    sentAt: at,
    answeredAt: at,
  };
}
