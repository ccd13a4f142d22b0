import type { CallPace } from '#domain/priority.ts';
import type { Clock, Random } from '#sdk/clock.ts';
import { NotSentError, RejectedError } from '#sdk/errors.ts';
import type { LimitReport } from '#sdk/http.ts';

/** The shared rate limit of one connection, as `src/queue/buckets.ts` implements it. */
export interface RateLimit<Ticket> {
  acquire(
    call: LimitedCall,
  ): Promise<
    | { readonly granted: true; readonly ticket: Ticket }
    | { readonly granted: false; readonly retryAfterMs: number }
    | { readonly granted: false; readonly capacity: number }
  >;
  settle(ticket: Ticket, report?: LimitReport): Promise<void>;
}

export interface LimitedCall {
  readonly cost: number;
  readonly lifeMs: number;
  readonly pace: CallPace;
}

/** Calls of this process that wait for the shared limit: first come, first served, urgent ones first, patient ones last. */
export interface WaitingLine<Ticket> {
  /** @throws {NotSentError} no token within `waitMaxMs`; it says how long the limit asked to wait. */
  enter(call: LimitedCall, waitMaxMs: number): Promise<Ticket>;
  /** A call has ended: the next may have become possible before its time. */
  kick(): void;
}

interface Waiter<Ticket> {
  readonly call: LimitedCall;
  readonly deadline: number;
  readonly resolve: (ticket: Ticket) => void;
  readonly reject: (error: unknown) => void;
}

/** Made once: an abort without a reason makes one with a stack, at every call. */
const KICKED = new Error('a call has ended');
const RETRY_DEFAULT_MS = 1_000;

export function createWaitingLine<Ticket>(options: {
  readonly limit: RateLimit<Ticket>;
  readonly clock: Clock;
  readonly random: Random;
}): WaitingLine<Ticket> {
  const { limit, clock, random } = options;
  const lines: Readonly<Record<CallPace, Waiter<Ticket>[]>> = { urgent: [], normal: [], patient: [] };
  /** In the order in which they are served. */
  const order = [lines.urgent, lines.normal, lines.patient];
  let pumping = false;
  /** The line whose first waiter the pump sleeps for. */
  let served: Waiter<Ticket>[] | undefined;
  let nap = new AbortController();

  /** Undefined: not yet. */
  const tryOnce = async (
    call: LimitedCall,
  ): Promise<{ readonly ticket: Ticket } | { readonly retryAfterMs: number }> => {
    const answer = await limit.acquire(call);
    if (answer.granted) return { ticket: answer.ticket };
    if ('retryAfterMs' in answer) return answer;
    throw new RejectedError(
      `a call costs ${call.cost}, and the limit never holds more than ${answer.capacity}`,
      { code: 'over-limit' },
    );
  };

  const pump = async () => {
    for (let line = nextLine(); line !== undefined; line = nextLine()) {
      served = line;
      const waiter = line[0];
      if (waiter === undefined) return;
      try {
        const answer = await tryOnce(waiter.call);
        if ('ticket' in answer) {
          line.shift();
          waiter.resolve(answer.ticket);
          continue;
        }
        const leftMs = waiter.deadline - clock.monotonicMs();
        if (answer.retryAfterMs > leftMs) {
          line.shift();
          waiter.reject(
            new NotSentError("no room in the vendor's limit in time", { retryAfterMs: answer.retryAfterMs }),
          );
          continue;
        }
        nap = new AbortController();
        // The jitter gives the other processes their turn.
        const napMs = Math.min(answer.retryAfterMs * (1 + random.next() / 4), leftMs);
        await clock.sleep(Math.max(1, napMs), nap.signal).catch(() => undefined);
      } catch (error) {
        line.shift();
        waiter.reject(error);
      }
    }
  };

  const nextLine = (): Waiter<Ticket>[] | undefined => {
    const now = clock.monotonicMs();
    for (const line of order) {
      while (line[0] !== undefined && line[0].deadline <= now) {
        line
          .shift()
          ?.reject(
            new NotSentError("no room in the vendor's limit in time", { retryAfterMs: RETRY_DEFAULT_MS }),
          );
      }
    }
    return order.find((line) => line.length > 0);
  };

  const wait = (call: LimitedCall, waitMaxMs: number) =>
    new Promise<Ticket>((resolve, reject) => {
      lines[call.pace].push({
        call,
        deadline: clock.monotonicMs() + waitMaxMs,
        resolve,
        reject,
      });
      // Nobody sleeps for a call that goes after this one.
      if (pumping && served !== undefined && order.indexOf(served) > order.indexOf(lines[call.pace]))
        nap.abort(KICKED);
      if (pumping) return;
      pumping = true;
      void pump().finally(() => {
        pumping = false;
      });
    });

  return {
    enter: async (call, waitMaxMs) => {
      // Nobody waits before us, so we may ask at once; what is kept for those before others does not wait for them.
      const isFirst = order.slice(0, order.indexOf(lines[call.pace]) + 1).every((line) => line.length === 0);
      if (isFirst) {
        const answer = await tryOnce(call);
        if ('ticket' in answer) return answer.ticket;
        if (answer.retryAfterMs > waitMaxMs) {
          throw new NotSentError("no room in the vendor's limit in time", {
            retryAfterMs: answer.retryAfterMs,
          });
        }
      }
      return wait(call, waitMaxMs);
    },
    kick: () => nap.abort(KICKED),
  };
}
