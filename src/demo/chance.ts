import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';

/** Decisions of people who are not there, the same for the same seed. */
export interface Chance {
  /** True in this share of the cases. */
  hits(share: number): boolean;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** One of them. @throws {RangeError} when there is none. */
  pick<Value>(values: readonly Value[]): Value;
}

export function createChance(seed: number): Chance {
  const draw = createSeededDraw(seed);
  return {
    hits: (share) => draw() < share,
    between: (low, high) => low + Math.floor(draw() * (high - low + 1)),
    pick(values) {
      const value = values[Math.floor(draw() * values.length)];
      if (value === undefined) throw new RangeError('there is nothing to pick from');
      return value;
    },
  };
}
