import { createFaultBoard, type FaultBoard, type FaultKind } from '#sdk/sandbox/fault-board.ts';

/** A fault board that a story can aim: at one operation, or at the moment before one. */
export interface AimedFaults extends FaultBoard {
  /** The next `count` calls of operations that match meet this fault. */
  aim(kind: FaultKind, operation: RegExp, count?: number): void;
  /** Runs once, when the next call of an operation that matches has come in and has not been looked at yet. */
  before(operation: RegExp, act: () => void): void;
}

export function createAimedFaults(seed = 1): AimedFaults {
  const board = createFaultBoard({ now: () => Date.now(), seed });
  const aims: { readonly kind: FaultKind; readonly operation: RegExp; left: number }[] = [];
  const moments: { readonly operation: RegExp; readonly act: () => void }[] = [];
  return {
    ...board,
    aim: (kind, operation, count = 1) => {
      aims.push({ kind, operation, left: count });
    },
    before: (operation, act) => {
      moments.push({ operation, act });
    },
    roll(kind, operation) {
      // Every call draws for its latency first.
      const due = kind === 'latency' ? moments.findIndex((moment) => moment.operation.test(operation)) : -1;
      if (due >= 0) moments.splice(due, 1)[0]?.act();
      const aim = aims.find((one) => one.kind === kind && one.left > 0 && one.operation.test(operation));
      if (aim !== undefined) {
        aim.left -= 1;
        board.force(kind);
      }
      return board.roll(kind, operation);
    },
  };
}
