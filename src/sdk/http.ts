/**
 * The one way a connector reaches the network. The engine implements it: deadlines, body limits, the shared rate
 * bucket, the breaker and the metrics sit behind `call`, so that no connector has its own.
 */
export interface HttpPort {
  /**
   * Sends one request and reads the whole answer. It resolves for every HTTP status.
   *
   * @throws {NotSentError} nothing left this machine: refused connection, no token in time, breaker open.
   * @throws {NoAnswerError} the request may have reached the vendor: time-out, reset, cut body.
   */
  call(request: HttpRequest): Promise<HttpResponse>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What the call is for, a short constant such as `orders.fetch`: the label in metrics and logs, never an id. */
  readonly operation: string;
  /** What the call takes from the bucket, in the bucket's own unit; 1 for plain requests. */
  readonly cost?: number;
  /** Whole life of the request, from first byte to last. The engine's default is 30,000. */
  readonly timeoutMs?: number;
  /** Skips the bucket: token requests, health probes. */
  readonly unmetered?: boolean;
  /** Reads what the vendor said about its limit, so that the bucket follows the vendor and not our guess. */
  readonly readLimit?: (response: HttpResponse) => LimitReport | undefined;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. Repeated headers are joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Our clock when the request left and when its answer was complete. */
  readonly sentAt: number;
  readonly answeredAt: number;
}

/** What an answer told about the vendor's limit. Absent fields were not said. */
export interface LimitReport {
  /** What the call really cost; the difference to the reserved cost goes back. */
  readonly actualCost?: number;
  readonly available?: number;
  readonly capacity?: number;
  readonly restorePerSecond?: number;
  /** Nobody may call before this many milliseconds have passed. */
  readonly retryAfterMs?: number;
}
