import type { Mode } from './plan/history-plan.ts';

/** Seeds that once found something. They are run first, always. */
export const keptSeeds: readonly { readonly seed: number; readonly mode: Mode; readonly found: string }[] = [];
