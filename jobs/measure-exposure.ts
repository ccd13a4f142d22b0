import { skusMovedWith } from '#domain/bundle.ts';
import { followExposure } from '#domain/auto-buffer.ts';
import { defineJob, type JobContext } from '#sdk/define-job.ts';
import type { MeasuredExposure } from '#sdk/ledger/exposure.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { Mark } from '#sdk/ledger/work.ts';
import { jobNames } from './job-names.ts';
import { publishCell } from './steps/marks.ts';
import { channelsShowing, readExposures } from './steps/read-exposures.ts';

const EVERY_MS = 60_000;
/** So many rows are kept for explanations; beyond them the risks are the smallest. */
const KEPT_MAX = 1_000;

/**
 * Once a minute: what the channels may oversell before they hear of each other's sales, and the automatic buffers that
 * follow it. One channel alone sells no unit twice, so there it has nothing to do. One run serves all channels.
 */
export const measureExposure = defineJob({
  name: jobNames.measureExposure,
  title: 'Measures what may be oversold, and lets the automatic buffer follow it',
  priority: 'stock-decrease',
  appliesTo: ({ account }) => account.stock?.target !== undefined,
  schedules({ connection, settings }) {
    const [first, second] = channelsShowing(settings);
    return second !== undefined && first === connection ? [{ subject: 'all', everyMs: EVERY_MS }] : [];
  },
  async run(context) {
    const exposures = await context.ledger.read((tx) => readExposures(context, tx));
    const largest = exposures.toSorted((left, right) => right.bound.minor - left.bound.minor);
    await context.ledger.write(async (tx) => {
      await tx.exposure.saveMeasured(largest.slice(0, KEPT_MAX));
      await followAll(context, tx, exposures);
    });
  },
});

/** A bundle that is made when it is sold has no buffer of its own: those of its parts keep it back already. */
async function followAll(
  { settings, clock }: JobContext,
  tx: LedgerTransaction,
  exposures: readonly MeasuredExposure[],
): Promise<void> {
  const { autoBuffer: rule, bundles } = settings.stock;
  if (rule === null) return;
  const needed = new Map<string, number>();
  for (const { sku, boundUnits } of exposures) {
    if (bundles.get(sku)?.stocked !== false) needed.set(sku, Math.max(needed.get(sku) ?? 0, boundUnits));
  }
  const buffers = await tx.exposure.buffers(null);
  const now = clock.now();
  const marks: Mark[] = [];
  for (const sku of new Set([...needed.keys(), ...buffers.keys()])) {
    const before = buffers.get(sku) ?? { units: 0, neededAt: now };
    const after = followExposure(before, needed.get(sku) ?? 0, { rule, now });
    if (after.units !== before.units || after.neededAt !== before.neededAt)
      await tx.exposure.saveBuffer(sku, after);
    if (after.units === before.units) continue;
    const priority = after.units > before.units ? 'stock-decrease' : 'stock-increase';
    const cause = `the automatic buffer of ${sku} is ${after.units} now`;
    const places = [...skusMovedWith([sku], settings.stock)].flatMap((moved) =>
      settings.locations.map(({ name }) => ({ sku: moved, location: name })),
    );
    marks.push(...(await tx.stock.cellsOf(places)).map((cell) => publishCell(cell, { cause, priority })));
  }
  await tx.work.mark(marks);
}
