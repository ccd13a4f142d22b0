/** Time as the engine sees it. Handed in everywhere, so that a simulation can own it. */
export interface Clock {
  /** UTC epoch milliseconds. May jump; use it for facts and displays. */
  now(): number;
  /** Milliseconds that never go back, of this process only. Use it for deadlines. */
  monotonicMs(): number;
  /** Resolves after `delayMs`; rejects with the signal's reason when aborted. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** Randomness as the engine sees it; a simulation hands in a seeded one. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A time-ordered unique id (UUIDv7 shape). */
  id(): string;
}
