import type { Focus } from '../plan/draw-focused-plan.ts';
import type { Net } from '../plan/history-plan.ts';

/** One replacement in a file of the shipped code. */
export interface PlantedEdit {
  /** From the top of the repository, with slashes. */
  readonly file: string;
  /** Occurs exactly once in the file; several lines are fine. */
  readonly from: string;
  readonly to: string;
}

/**
 * A mistake that a programmer might make, as an edit of the shipped source. Shipped code has no switches for sabotage: the
 * edit exists only in the process of the simulation, which proves with it that its oracles can see such a mistake.
 */
export interface PlantedBug {
  /** kebab-case, unique. */
  readonly id: string;
  /** What is wrong, in one sentence. */
  readonly title: string;
  /** The rule of the design that it breaks: `S4`, `W3`, `I1`. */
  readonly rule: string;
  readonly edits: readonly PlantedEdit[];
  /** Where the simulation should find it. */
  readonly mode: 'safety' | 'liveness' | 'nets-off';
  /** What its histories hold. Absent: it is looked for in long ones that are drawn blindly. */
  readonly focus?: Focus;
  /** Nets that would mend the damage before anybody could see it. */
  readonly netsOff?: readonly Net[];
  /** In histories of a store that feeds a tool that writes to customers. */
  readonly hasMarketing?: true;
  /** Histories within which it must be caught. */
  readonly budget: number;
}
