import { plainSkusOf } from '#domain/bundle.ts';
import { cellSubject } from '#domain/stock.ts';
import type { Money } from '#domain/money.ts';
import { availabilityOf } from '#reconcile/cell-availability.ts';
import { policyOf } from '#reconcile/cell-policy.ts';
import { factSchemeOf } from '#reconcile/fact-scheme.ts';
import { targetFrom } from '#reconcile/plan-cell.ts';
import { type ExposedPlace, exposuresOf, salesWindow, velocityOf } from '#reconcile/sku-exposure.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { MeasuredExposure, RecordedSales } from '#sdk/ledger/exposure.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';
import type { SyncSettings } from '#sdk/settings.ts';

type ExposureContext = Pick<JobContext, 'settings' | 'clock'>;

/** The channels that show stock. A risk to sell one unit twice takes two of them. */
export function channelsShowing({ locations }: SyncSettings): readonly string[] {
  const shown = locations.filter(({ active }) => active).flatMap(({ shownOn }) => Object.keys(shownOn));
  return [...new Set(shown)].toSorted();
}

/** What is at risk now, for everything that was sold within the window, from one snapshot. */
export async function readExposures(
  context: ExposureContext,
  tx: LedgerTransaction,
): Promise<readonly MeasuredExposure[]> {
  const { settings, clock } = context;
  const now = clock.now();
  const sales = await tx.exposure.sales(salesWindow(now), null);
  const sold = new Set(sales.map(({ sku }) => sku));
  const skus = [...new Set([...sold, ...plainSkusOf(sold, settings.stock.bundles)])];
  const places = await readPlaces(context, tx, skus);
  const measured = new Map((await tx.exposure.propagations()).map((one) => [one.connection, one.meanMs]));
  // Before anything was measured, a sale is known at the next poll at the latest.
  const propagationMs = (connection: string): number =>
    measured.get(connection) ?? settings.intervals.pullOrdersMs;
  const found: MeasuredExposure[] = [];
  for (const [sku, shown] of places) {
    const risk = {
      sku,
      velocityPerHour: velocityOf(sku, sales, settings.stock),
      places: shown,
      propagationMs,
      now,
    };
    const units = exposuresOf({ ...risk, priceOf: () => null });
    if (units.every(isNegligible)) continue;
    const prices = await readPrices(tx, sku, sales);
    found.push(
      ...exposuresOf({ ...risk, priceOf: (channel) => prices.get(channel) ?? prices.get('') ?? null }),
    );
  }
  return found;
}

/** Less than one unit in a thousand such times. */
function isNegligible({ expectedUnits, boundUnits }: MeasuredExposure): boolean {
  return boundUnits === 0 && expectedUnits < 0.001;
}

/** By SKU, where it is shown, with the numbers as they would be without the automatic buffer. */
async function readPlaces(
  { settings, clock }: ExposureContext,
  tx: LedgerTransaction,
  skus: readonly string[],
): Promise<ReadonlyMap<string, readonly ExposedPlace[]>> {
  const scheme = { ...factSchemeOf(settings), autoBuffer: false };
  const everywhere = settings.locations.map(({ name }) => name);
  const cells = await tx.stock.cellsOf(
    skus.flatMap((sku) => everywhere.map((location) => ({ sku, location }))),
  );
  const found = new Map<string, ExposedPlace[]>();
  for (const [connection, shown] of Map.groupBy(cells, (cell) => cell.connection)) {
    const states = await tx.stock.places(connection, shown, scheme);
    for (const facts of await tx.stock.facts(connection, shown, scheme)) {
      const { sku, location } = facts.cell;
      const place = states.get(cellSubject(facts.cell));
      const policy = policyOf(settings, facts, {
        now: clock.now(),
        horizonAt: null,
        place,
      });
      const availability = policy.notShown === null ? availabilityOf(facts, 0, policy) : null;
      if (availability === null) continue;
      const sellable = availability.available + (policy.backorder ?? 0);
      const one = { connection, location, sellable, shown: targetFrom(availability, policy) };
      found.set(sku, [...(found.get(sku) ?? []), one]);
    }
  }
  return found;
}

/** What the newest order of each channel said that one unit costs; under '' for channels that have not sold any. */
async function readPrices(
  tx: LedgerTransaction,
  sku: string,
  sales: readonly RecordedSales[],
): Promise<ReadonlyMap<string, Money>> {
  const prices = new Map<string, Money>();
  for (const { connection, lastOrderId } of sales.filter((one) => one.sku === sku)) {
    const stored = await tx.orders.get(connection, lastOrderId);
    const price = stored?.order.lines.find((line) => line.sku === sku)?.unitPrice.shop;
    if (price === undefined) continue;
    prices.set(connection, price);
    prices.set('', price);
  }
  return prices;
}
