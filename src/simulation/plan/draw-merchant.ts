import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import type { Mode } from './history-plan.ts';

/** One more vendor costs every history that has it; of the modes that are not here none has it. */
const SHARES_OF_MARKETING: Readonly<Partial<Record<Mode, number>>> = { liveness: 1 / 8, safety: 1 / 24 };
/** Histories in which the second store cannot compare (S8); none of the stores that are shipped is like that. */
const SHARES_OF_PLAIN_STORE: Readonly<Partial<Record<Mode, number>>> = { liveness: 1 / 16, safety: 1 / 16 };
/** Histories in which goods come back: they are long, because the goods have to leave first. */
const SHARES_OF_RETURNS: Readonly<Partial<Record<Mode, number>>> = {
  liveness: 1 / 60,
  exhaustive: 1 / 60,
};

/** By a chance of its own, so that all other histories stay as they were, whichever seeds a mode has. */
export function drawsMarketing(seed: number, mode: Mode): boolean {
  return createSeededDraw(seed * 104_729)() < (SHARES_OF_MARKETING[mode] ?? 0);
}

export function drawsPlainStore(seed: number, mode: Mode): boolean {
  return createSeededDraw(seed * 15_485_863)() < (SHARES_OF_PLAIN_STORE[mode] ?? 0);
}

export function drawsReturns(seed: number, mode: Mode): boolean {
  return createSeededDraw(seed * 32_452_843)() < (SHARES_OF_RETURNS[mode] ?? 0);
}
