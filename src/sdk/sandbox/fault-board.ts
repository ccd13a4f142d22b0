/** Every way a sandbox can misbehave. The names appear in the demo's report. */
export const faultKinds = [
  'latency',
  'throttled',
  'server-error',
  'timeout-before',
  'timeout-after',
  'late-effect',
  'malformed',
  'truncated-page',
  'stale-search',
  'schema-drift',
  'down',
  'webhook-dropped',
  'webhook-doubled',
  'webhook-late',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** One fault that fired: when, by the sandbox's clock, and on which operation. */
export interface FiredFault {
  readonly kind: FaultKind;
  readonly at: number;
  readonly operation: string;
}

/** The switches of one sandbox: a probability per call or per webhook, and a diary of what fired. */
export interface FaultBoard {
  /** Sets the probability, from 0 to 1, of the kinds given; others stay as they are. */
  set(rates: Partial<Record<FaultKind, number>>): void;
  /** This kind hits only operations whose name matches. */
  aim(kind: FaultKind, at: RegExp): void;
  /** Draws once for this kind; a hit is noted in the diary. */
  roll(kind: FaultKind, operation: string): boolean;
  /** The next `count` draws of this kind hit, whatever its rate: for a test that needs one certain fault. */
  force(kind: FaultKind, count?: number): void;
  /** From now on, for this long, every connection is refused. */
  takeDown(durationMs: number): void;
  isDown(): boolean;
  /** A number in [0, 1) from the same seeded source, for delays and sizes. */
  draw(): number;
  readonly fired: readonly FiredFault[];
  countOf(kind: FaultKind): number;
}

interface FaultBoardOptions {
  readonly now: () => number;
  readonly seed: number;
}

/** Same seed, same draws: a run with faults can be repeated. */
export function createFaultBoard({ now, seed }: FaultBoardOptions): FaultBoard {
  const rates = new Map<FaultKind, number>();
  const aims = new Map<FaultKind, RegExp>();
  const forced = new Map<FaultKind, number>();
  const fired: FiredFault[] = [];
  const counts = new Map<FaultKind, number>();
  const draw = createSeededDraw(seed);
  let downUntil = 0;

  const note = (kind: FaultKind, operation: string): void => {
    fired.push({ kind, at: now(), operation });
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  };
  return {
    set(changes) {
      for (const kind of faultKinds) {
        const rate = changes[kind];
        if (rate !== undefined) rates.set(kind, rate);
      }
    },
    aim: (kind, at) => void aims.set(kind, at),
    roll(kind, operation) {
      const waiting = forced.get(kind) ?? 0;
      if (waiting > 0) forced.set(kind, waiting - 1);
      const isDrawn = draw() < (rates.get(kind) ?? 0);
      const hit = waiting > 0 || (isDrawn && aims.get(kind)?.test(operation) !== false);
      if (hit) note(kind, operation);
      return hit;
    },
    force(kind, count = 1) {
      forced.set(kind, (forced.get(kind) ?? 0) + count);
    },
    takeDown(durationMs) {
      downUntil = now() + durationMs;
      note('down', 'all');
    },
    isDown: () => now() < downUntil,
    draw,
    fired,
    countOf: (kind) => counts.get(kind) ?? 0,
  };
}

/** A small seeded generator (mulberry32): good enough for faults and shopping, not for secrets. */
export function createSeededDraw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
