import type { Clock } from '#sdk/clock.ts';
import type { FaultBoard } from './fault-board.ts';

const LATE_MAX_MS = 20_000;

/** One webhook on its way. */
export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one delivery; resolves to the status, or rejects when nobody listens. */
export type SendDelivery = (delivery: Delivery) => Promise<number>;

/** `sent` counts events told to a subscription, with the dropped ones; `delivered` those that got a 2xx. */
export interface WebhookStats {
  readonly sent: number;
  readonly dropped: number;
  readonly doubled: number;
  readonly late: number;
  readonly delivered: number;
  /** Tries after the first one. */
  readonly retried: number;
  /** Deliveries that were never taken, after all tries. */
  readonly failed: number;
  /** Deliveries that are waiting or under way. */
  readonly pending: number;
}

/** What a vendor makes of it that a delivery was taken, or that nobody took it after all tries. */
export interface DeliveryOutcome {
  readonly onTaken?: () => void;
  readonly onGivenUp?: () => void;
}

/** The post of a sandbox: what is handed to it goes out at once, or as the fault board says, and again when it is not taken. */
export interface Deliveries {
  /** `label` is for the diary of faults. */
  post(label: string, make: (count: number) => Delivery, outcome?: DeliveryOutcome): void;
  stats(): WebhookStats;
  /** Nothing is delivered any more. */
  stop(): void;
}

export function createDeliveries(options: {
  readonly clock: Clock;
  readonly faults: FaultBoard;
  readonly send: SendDelivery;
  readonly retryDelaysMs: readonly number[];
}): Deliveries {
  const { clock, faults, send } = options;
  const stats = { sent: 0, dropped: 0, doubled: 0, late: 0, delivered: 0, retried: 0, failed: 0, pending: 0 };
  const stopped = new AbortController();
  const deliver = async (delivery: Delivery, delayMs: number, outcome: DeliveryOutcome): Promise<void> => {
    stats.pending += 1;
    try {
      for (const [tries, waitMs] of [delayMs, ...options.retryDelaysMs].entries()) {
        if (waitMs > 0) await clock.sleep(waitMs, stopped.signal);
        if (stopped.signal.aborted) return;
        if (tries > 0) stats.retried += 1;
        if (await isTaken(send, delivery)) {
          stats.delivered += 1;
          outcome.onTaken?.();
          return;
        }
      }
      if (stopped.signal.aborted) return;
      stats.failed += 1;
      outcome.onGivenUp?.();
    } catch (error) {
      // The only thing that can fail here is a sleep that is cut short by stop().
      if (!stopped.signal.aborted) throw error;
    } finally {
      stats.pending -= 1;
    }
  };
  return {
    post(label, make, outcome = {}) {
      if (stopped.signal.aborted) return;
      stats.sent += 1;
      if (faults.roll('webhook-dropped', label)) {
        stats.dropped += 1;
        return;
      }
      const delivery = make(stats.sent);
      const copies = faults.roll('webhook-doubled', label) ? 2 : 1;
      stats.doubled += copies - 1;
      for (let copy = 0; copy < copies; copy += 1) {
        const isLate = faults.roll('webhook-late', label);
        if (isLate) stats.late += 1;
        void deliver(delivery, isLate ? faults.draw() * LATE_MAX_MS : 0, outcome);
      }
    },
    stats: () => ({ ...stats }),
    stop: () => {
      stopped.abort(new Error('the sandbox is closed'));
    },
  };
}

async function isTaken(send: SendDelivery, delivery: Delivery): Promise<boolean> {
  try {
    const status = await send(delivery);
    // A redirect is a failure, too.
    return status >= 200 && status < 300;
  } catch {
    // Nobody listens, or not in time: the same as a refusal.
    return false;
  }
}
