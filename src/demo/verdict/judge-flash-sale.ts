import type { CellHistory } from './cell-events.ts';
import { stepsOf } from './cell-history.ts';
import { judgeOversold, type OversoldVerdict } from './judge-oversold.ts';
import { type Latency, toLatency } from './measure-latency.ts';

export interface FlashVerdict extends Pick<OversoldVerdict, 'units' | 'unitsBySync'> {
  /** Units that were there when the sale began. */
  readonly offered: number;
  /** Units that the stores accepted, before any cancellation. */
  readonly sold: number;
  /** Of the units sold beyond stock: how long their store had not been told. */
  readonly untold: Latency;
}

/** What became of the one SKU that many wanted at once; null when nobody was to want it. */
export function judgeFlashSale(
  histories: readonly CellHistory[],
  sku: string | null,
  when: Parameters<typeof judgeOversold>[1],
): FlashVerdict | null {
  const own = histories.filter((history) => history.sku === sku);
  if (sku === null) return null;
  const steps = own.flatMap((history) => [...stepsOf(history)]);
  const sold = steps.reduce(
    (sum, { event }) =>
      sum + (event.kind === 'sale' && event.atMs >= when.fromMs ? event.from - event.to : 0),
    0,
  );
  const { units, unitsBySync, untoldMs } = judgeOversold(own, when);
  const untold = toLatency(untoldMs.filter(Number.isFinite));
  return { offered: offeredOf(own, when.fromMs), sold, units, unitsBySync, untold };
}

function offeredOf(histories: readonly CellHistory[], fromMs: number): number {
  return histories.reduce((sum, history) => {
    const first = [...stepsOf(history)].find(({ event }) => event.atMs >= fromMs);
    return sum + Math.max(0, first?.truthBefore ?? history.truthBefore);
  }, 0);
}
