import type { Clock } from '#sdk/clock.ts';
import type { Log } from '#sdk/log.ts';

const SAMPLE_MS = 10_000;

/** Notes an error; logs the first at once and then one line per ten seconds that says how many there were. */
export type NoteError = (error: unknown) => void;

/**
 * A full or absent Redis makes every client emit errors by the thousand per second. What is logged is the error's code
 * or name only: a library's message may hold a command with its arguments, or an address with a password.
 */
export function sampleErrors(
  source: string,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): NoteError {
  let loggedAt = Number.NEGATIVE_INFINITY;
  let unlogged = 0;
  return (error) => {
    unlogged += 1;
    const now = clock.monotonicMs();
    if (now - loggedAt < SAMPLE_MS) return;
    log.warn(`${source}: errors`, { error: toErrorLabel(error), count: unlogged });
    loggedAt = now;
    unlogged = 0;
  };
}

/** The first word of a Redis reply (`OOM`, `READONLY`) says what is wrong without showing the command. */
export function toErrorLabel(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const reply = /^[A-Z]{3,}\b/.exec(error.message)?.[0];
  return reply === undefined ? error.name : `${error.name} ${reply}`;
}
