import { createHash } from 'node:crypto';
import type { BrakedChange } from '#sdk/ledger/brakes.ts';
import type { BrakeSetting } from '#sdk/settings.ts';

/** Whether one change alone is of the kind that the brake counts: it empties a cell, or moves it by a large part. */
export function isDrastic(from: number, to: number, setting: BrakeSetting): boolean {
  // What is below zero offers as little as zero does.
  const moved = Math.abs(Math.max(0, to) - Math.max(0, from));
  if (moved < setting.unitsMin) return false;
  if (from > 0 && to <= 0) return true;
  return moved >= setting.moveShare * Math.max(1, Math.abs(from));
}

/** How many drastic changes a channel may see within the window before a person is asked. */
export function drasticMax(cellCount: number, setting: BrakeSetting): number {
  return Math.max(setting.cellsMin, Math.floor(cellCount * setting.share));
}

/** One name for exactly this set of changes, whatever their order; what a person approves. */
export function hashOfChanges(connection: string, changes: readonly BrakedChange[]): string {
  const lines = changes.map((change) => `${change.subject} ${change.from} ${change.to}`).toSorted();
  return createHash('sha256')
    .update([connection, ...lines].join('\n'))
    .digest('hex')
    .slice(0, 16);
}
