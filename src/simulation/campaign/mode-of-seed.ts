import type { Mode } from '../plan/history-plan.ts';

/** Of twenty histories in a row; short ones that look for what must never be are the most. */
const ROTATION: readonly Mode[] = [
  ...Array.from({ length: 15 }, (): Mode => 'safety'),
  ...Array.from({ length: 2 }, (): Mode => 'liveness'),
  'exhaustive',
  'nets-off',
  'swizzle',
];

/** The mode of a seed when none is asked for. */
export function modeOf(seed: number): Mode {
  return ROTATION[seed % ROTATION.length] ?? 'safety';
}
