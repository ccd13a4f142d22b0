import { controlCases } from './cases/control-cases.ts';
import type { ChaosCase } from './chaos-case.ts';

/** Every case, in the order in which they are played. */
export const cases: readonly ChaosCase[] = [...controlCases];
