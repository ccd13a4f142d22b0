import { createLogUpdate } from 'log-update';
import { remark, renderSpan } from './output.ts';
import { systemClock } from './system-clock.ts';

const BAR_WIDTH = 30;
/** Before that the pace says nothing. */
const PACE_MIN_MS = 5_000;
/** Into a file only so many percent apart. */
const STEP_PERCENT = 10;

export interface ProgressLine {
  /** @param share From 0 to 1. */
  show(share: number, words: string): void;
  /** What is printed next begins a line of its own. */
  end(): void;
}

/** A bar on standard error that moves on a terminal, and a line every tenth elsewhere. */
export function createProgressLine(stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  let begun: { readonly at: number; readonly share: number } | null = null;
  let shownPercent = -STEP_PERCENT;
  const live = createLogUpdate(stream);
  return {
    show(share, words) {
      const now = systemClock.now();
      begun ??= { at: now, share };
      const percent = Math.floor(share * 100);
      if (!stream.isTTY) {
        if (percent < shownPercent + STEP_PERCENT && percent < 100) return;
        if (percent === shownPercent) return;
        shownPercent = percent;
        remark(`${percent} %: ${words}`);
        return;
      }
      const filled = Math.round(share * BAR_WIDTH);
      const bar = `${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}`;
      live(`[${bar}] ${percent} %: ${words}${leftOf(begun, share, now)}`);
    },
    end() {
      if (stream.isTTY) live.done();
    },
  };
}

function leftOf(begun: { readonly at: number; readonly share: number }, share: number, now: number): string {
  const [spentMs, gained] = [now - begun.at, share - begun.share];
  if (spentMs < PACE_MIN_MS || gained <= 0 || share >= 1) return '';
  return `, about ${renderSpan(((1 - share) / gained) * spentMs)} left`;
}
