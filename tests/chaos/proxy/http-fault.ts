/** A request as it came through the proxy. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly atMs: number;
}

export interface SeenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/** What happens to a request on its way, and to its answer on the way back. */
export type HttpFault =
  /** The request is lost; the connection breaks. */
  | { readonly kind: 'cut-before' }
  /** The request arrives and takes effect; the connection breaks instead of an answer. */
  | { readonly kind: 'cut-after' }
  /** The request arrives and takes effect; no answer ever comes. */
  | { readonly kind: 'silent-after' }
  /** The request vanishes without a word. */
  | { readonly kind: 'silent-before' }
  /** No answer comes, and the request arrives only after this time. */
  | { readonly kind: 'late'; readonly delayMs: (count: number) => number }
  /** Answered with `status` at once, delivered after this time: what a vendor's own queue does. */
  | { readonly kind: 'postponed'; readonly delayMs: (count: number) => number; readonly status: number }
  /** The answer waits. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The answer comes byte by byte. */
  | { readonly kind: 'trickle'; readonly bytesPerSecond: number }
  /** Answered by the proxy; the other side never sees it. */
  | { readonly kind: 'answer'; readonly answer: (count: number, request: SeenRequest) => SeenAnswer }
  /** The other side's answer, changed. */
  | { readonly kind: 'garble'; readonly change: (answer: SeenAnswer, count: number) => SeenAnswer }
  /** Delivered so many times at once; the first answer counts. */
  | { readonly kind: 'repeat'; readonly times: number };

export interface HttpRule {
  readonly name: string;
  readonly when?: (request: SeenRequest) => boolean;
  readonly fault: HttpFault;
  /** After so many it lets go. Absent: until it is removed. */
  readonly times?: number;
}

/** A rule at work. */
export interface ActiveRule {
  readonly name: string;
  readonly fired: number;
  remove(): void;
}

/** A text as an answer of the proxy's own. */
export function plainAnswer(
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): SeenAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: typeof body === 'string' ? Buffer.from(body) : body,
  };
}
