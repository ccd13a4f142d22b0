import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';

/** A moment of virtual time at which something happens. */
interface Moment {
  readonly at: number;
  /** Shuffles what happens in one millisecond. */
  readonly tie: number;
  readonly count: number;
  readonly run: () => void;
}

/** Virtual time: whole milliseconds that pass only from one event to the next. One seed, one course of events. */
export interface Timeline {
  /** UTC epoch milliseconds. */
  now(): number;
  /** A number in [0, 1) of the history's own chance. */
  readonly draw: () => number;
  at(delayMs: number, run: () => void): void;
  /** Runs events until `until`, or until `stop` says so after one; lets everything that an event set off come to rest. */
  runUntil(until: number, stop?: () => boolean): Promise<void>;
  /** Events so far. */
  steps(): number;
}

/** More events than this in one history is a loop that goes nowhere. */
const STEPS_MAX = 400_000;

export function createTimeline(seed: number, startAt: number): Timeline {
  const draw = createSeededDraw(seed);
  const heap: Moment[] = [];
  let now = startAt;
  let count = 0;
  let steps = 0;
  return {
    now: () => now,
    draw,
    steps: () => steps,
    at(delayMs, run) {
      count += 1;
      push(heap, { at: now + Math.max(0, Math.ceil(delayMs)), tie: draw(), count, run });
    },
    async runUntil(until, stop) {
      for (let next = heap[0]; next !== undefined && next.at <= until; next = heap[0]) {
        pop(heap);
        now = next.at;
        steps += 1;
        if (steps > STEPS_MAX)
          throw new Error(`more than ${STEPS_MAX} steps: something goes round in circles`);
        next.run();
        await settle(steps);
        if (stop?.() === true) return;
      }
      now = Math.max(now, until);
    },
  };
}

/** Node's loop is let round once in so many steps, for messages from outside; a turn of it costs as much as a statement. */
const STEPS_PER_TURN = 256;

/** Node runs every promise that can go on before it comes to the next tick. */
function settle(step: number): Promise<void> {
  return new Promise((resolve) => {
    if (step % STEPS_PER_TURN === 0) setImmediate(resolve);
    else process.nextTick(resolve);
  });
}

function isBefore(left: Moment, right: Moment): boolean {
  return (
    left.at - right.at < 0 || (left.at === right.at && (left.tie - right.tie || left.count - right.count) < 0)
  );
}

function push(heap: Moment[], moment: Moment): void {
  let index = heap.push(moment) - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isBefore(moment, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = moment;
}

function pop(heap: Moment[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    const [left, right] = [heap[child], heap[child + 1]];
    if (left === undefined) break;
    if (right !== undefined && isBefore(right, left)) child += 1;
    const below = heap[child];
    if (below === undefined || !isBefore(below, last)) break;
    heap[index] = below;
    index = child;
  }
  heap[index] = last;
}
