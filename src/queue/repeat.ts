import type { Clock } from '#sdk/clock.ts';
import type { NoteError } from './sampled-errors.ts';

/** A loop in the background that survives its errors. */
export interface Repeating {
  /** The next round begins at once, also when one is under way. */
  kick(): void;
  /** No round begins any more; resolves when the last has ended. */
  close(): Promise<void>;
}

/** Made once: an abort without a reason makes one with a stack, at every kick. */
const KICKED = new Error('kicked');
const ERROR_PAUSE_MIN_MS = 100;
const ERROR_PAUSE_MAX_MS = 5_000;

/** Runs `round` again and again; it answers how long to sleep until the next one. An error is noted and tried again, later and later. */
export function repeat(
  round: (signal: AbortSignal) => Promise<number>,
  { clock, noteError }: { readonly clock: Clock; readonly noteError: NoteError },
): Repeating {
  const stop = new AbortController();
  let wake = new AbortController();
  stop.signal.addEventListener('abort', () => wake.abort(stop.signal.reason), { once: true });
  const run = async () => {
    let errors = 0;
    while (!stop.signal.aborted) {
      if (wake.signal.aborted) wake = new AbortController();
      let pauseMs: number;
      try {
        pauseMs = await round(stop.signal);
        errors = 0;
      } catch (error) {
        noteError(error);
        pauseMs = Math.min(ERROR_PAUSE_MIN_MS * 2 ** errors, ERROR_PAUSE_MAX_MS);
        errors = Math.min(errors + 1, 10);
      }
      // A kick cuts the sleep short; after an error it does not, or a busy ledger would undo the back-off.
      const cut = errors === 0 ? wake.signal : stop.signal;
      if (pauseMs > 0) await clock.sleep(pauseMs, cut).catch(() => undefined);
    }
  };
  const running = run();
  return {
    kick: () => wake.abort(KICKED),
    close: async () => {
      stop.abort();
      await running;
    },
  };
}
