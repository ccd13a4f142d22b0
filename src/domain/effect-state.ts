/**
 * The life of one intended write. `superseded`: surely not at the target, its plan was given up. `expired`: unknown, held through its
 * quarantine, then given up as "may have happened"; what it may have changed is read again (W4).
 */
export const effectStates = [
  'intended',
  'sending',
  'confirmed',
  'rejected',
  'unknown',
  'superseded',
  'expired',
] as const;

export type EffectState = (typeof effectStates)[number];

const next: Readonly<Record<EffectState, readonly EffectState[]>> = {
  intended: ['sending', 'superseded'],
  // Back to `intended` only when it is certain that nothing left this machine.
  sending: ['confirmed', 'rejected', 'unknown', 'intended'],
  unknown: ['sending', 'confirmed', 'rejected', 'expired'],
  // A refused create may be tried again under the same key once its cause was mended: nothing happened.
  rejected: ['intended'],
  confirmed: [],
  // Never sent, so nothing of it is at the target: a create that is wanted after all goes on under its constant key (W3).
  superseded: ['intended'],
  expired: [],
};

export function canBecome(from: EffectState, to: EffectState): boolean {
  return next[from].includes(to);
}

/** Its outcome is open: it may still change the target. */
export function isUnsettled(state: EffectState): boolean {
  return state === 'sending' || state === 'unknown';
}
