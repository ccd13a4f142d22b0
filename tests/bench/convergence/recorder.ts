import type { SandboxHandler, SandboxRequest, SandboxResponse } from '#sdk/sandbox/serve.ts';

export type Vendor = 'store' | 'erp';

/** One call as a vendor saw it. */
export interface RecordedCall {
  readonly vendor: Vendor;
  readonly request: SandboxRequest;
  readonly answer: SandboxResponse | undefined;
  /** `performance.now()` of the vendors' process. */
  readonly arrivedAt: number;
  readonly answeredAt: number;
}

/** Both vendors' calls in the order of their arrival. */
export interface Recorder {
  readonly calls: readonly RecordedCall[];
  /** When the last call came or was answered. */
  readonly lastAt: () => number;
  clear(): void;
  wrap(vendor: Vendor, handler: Wrapped): Wrapped;
  /** Told of every answer. */
  onCall: (call: RecordedCall) => void;
}

type Wrapped = (...args: Parameters<SandboxHandler>) => Promise<SandboxResponse | undefined>;

export function createRecorder(): Recorder {
  const calls: RecordedCall[] = [];
  let lastAt = performance.now();
  const recorder: Recorder = {
    calls,
    lastAt: () => lastAt,
    clear() {
      calls.length = 0;
    },
    wrap: (vendor, handler) => async (request) => {
      const arrivedAt = performance.now();
      lastAt = arrivedAt;
      const place = calls.push({ vendor, request, answer: undefined, arrivedAt, answeredAt: arrivedAt }) - 1;
      const answer = await handler(request);
      lastAt = performance.now();
      const call = { vendor, request, answer, arrivedAt, answeredAt: lastAt };
      // A list that was cleared meanwhile is another run's.
      if (calls[place]?.request === request) calls[place] = call;
      recorder.onCall(call);
      return answer;
    },
    onCall: () => undefined,
  };
  return recorder;
}
