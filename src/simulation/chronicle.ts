import type { FaultName } from './plan/fault-names.ts';
import type { Timeline } from './timeline.ts';

/** Something that must never be: which invariant, and what was seen. */
export interface Violation {
  /** `I8`. */
  readonly invariant: string;
  readonly detail: string;
  /** Milliseconds since the history began. */
  readonly at: number;
}

/** Branches that only faults lead to; a batch that never saw one has tested less than it says. */
export const landmarks = [
  'effect unknown',
  'unknown effect confirmed',
  'effect expired',
  'effect superseded',
  'effect rejected',
  'compare-and-set stale',
  'lowered by a difference',
  'raise held back',
  'work taken from a dead process',
  'work parked',
  'webhook refused while busy',
  'duplicate webhook',
  'connection paused',
  'discrepancy opened',
] as const;
export type Landmark = (typeof landmarks)[number];

/** What happened in a history: every step goes into its hash; what a person wants to read is kept when asked for. */
export interface Chronicle {
  step(process: string, step: string): void;
  /** What people, vendors and the engine did, for the story. */
  tell(text: string): void;
  fault(name: FaultName, detail?: string): void;
  reach(landmark: Landmark): void;
  violate(invariant: string, detail: string): void;
  /** Jobs that were run to an outcome. */
  readonly jobs: Set<string>;
  readonly violations: readonly Violation[];
  readonly faults: ReadonlyMap<FaultName, number>;
  readonly reached: ReadonlySet<Landmark>;
  readonly lines: readonly string[];
  hash(): string;
}

export function createChronicle(
  timeline: Timeline,
  startAt: number,
  options: { readonly keepsSteps: boolean; readonly keepsStory: boolean },
): Chronicle {
  const violations: Violation[] = [];
  const faults = new Map<FaultName, number>();
  const reached = new Set<Landmark>();
  const jobs = new Set<string>();
  const lines: string[] = [];
  // Two multiplicative hashes, side by side: quick, and enough to tell two courses of events apart.
  let [left, right] = [0xdeadbeef, 0x41c6ce57];
  const mix = (text: string): void => {
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      left = Math.imul(left ^ code, 2_654_435_761);
      right = Math.imul(right ^ code, 1_597_334_677);
    }
  };
  const since = (): number => timeline.now() - startAt;
  const write = (text: string): void => {
    lines.push(`${(since() / 1_000).toFixed(3).padStart(9)} s  ${text}`);
  };
  return {
    violations,
    faults,
    reached,
    jobs,
    lines,
    step(process, step) {
      mix(`${since()} ${process} ${step}`);
      if (options.keepsSteps) write(`    ${process}: ${step}`);
    },
    tell(text) {
      mix(text);
      if (options.keepsStory) write(text);
    },
    fault(name, detail) {
      mix(name);
      faults.set(name, (faults.get(name) ?? 0) + 1);
      if (options.keepsStory) write(`! ${name}${detail === undefined ? '' : `: ${detail}`}`);
    },
    reach: (landmark) => void reached.add(landmark),
    violate(invariant, detail) {
      mix(`${invariant} ${detail}`);
      violations.push({ invariant, detail, at: since() });
      if (options.keepsStory) write(`X ${invariant} violated: ${detail}`);
    },
    hash: () => `${(left >>> 0).toString(16).padStart(8, '0')}${(right >>> 0).toString(16).padStart(8, '0')}`,
  };
}
