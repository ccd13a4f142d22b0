import { type Bundles, type BundlesByPart, plainPartsOf } from '#domain/bundle.ts';
import { type Money, money } from '#domain/money.ts';
import { type Exposure, exposureOf } from '#domain/oversell-exposure.ts';
import type { MeasuredExposure, RecordedSales } from '#sdk/ledger/exposure.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** Since when sales are looked at: a day, for what sells slowly, and its last hour, for what has just begun to sell. */
export function salesWindow(now: number): { readonly from: number; readonly lately: number } {
  return { from: now - DAY_HOURS * HOUR_MS, lately: now - HOUR_MS };
}

/** What one channel shows of an item at one location, and how much of it may be sold there by all channels together. */
export interface ExposedPlace {
  readonly connection: string;
  readonly location: string;
  readonly sellable: number;
  readonly shown: number;
}

interface Recipe {
  readonly bundles: Bundles;
  readonly bundlesByPart: BundlesByPart;
}

/**
 * Units per hour that all channels together take of an item: the faster of the last hour and the mean of the last day.
 * Of a part, bundles take too; a bundle goes as fast as the part of it that goes fastest.
 */
export function velocityOf(sku: string, sales: readonly RecordedSales[], recipe: Recipe): number {
  const paces = [...plainPartsOf(sku, recipe.bundles)].map(([part, perUnit]) => {
    const takers = new Map([[part, 1], ...(recipe.bundlesByPart.get(part) ?? [])]);
    let [units, lately] = [0, 0];
    for (const sold of sales) {
      const each = takers.get(sold.sku) ?? 0;
      units += sold.units * each;
      lately += sold.unitsLately * each;
    }
    return Math.max(lately, units / DAY_HOURS) / perUnit;
  });
  return Math.max(0, ...paces);
}

interface AtRisk {
  readonly sku: string;
  readonly velocityPerHour: number;
  readonly places: readonly ExposedPlace[];
  readonly propagationMs: (connection: string) => number;
  readonly priceOf: (connection: string) => Money | null;
  readonly now: number;
}

/**
 * What each channel may oversell while a sale elsewhere has not reached it, were there no automatic buffer. Never more
 * than what the channels show together beyond what there is: with shares that add up to 1, nothing.
 */
export function exposuresOf(risk: AtRisk): readonly MeasuredExposure[] {
  const { sku, velocityPerHour, places, now } = risk;
  const sellable = new Map(places.map((place) => [place.location, place.sellable]));
  const left = [...sellable.values()].reduce((sum, units) => sum + units, 0);
  const shown = places.reduce((sum, place) => sum + place.shown, 0);
  const beyond = Math.max(0, shown - Math.max(0, left));
  const channels = [...new Set(places.map((place) => place.connection))];
  return channels.map((connection) => {
    const propagationMs = risk.propagationMs(connection);
    const unitPrice = risk.priceOf(connection) ?? NO_PRICE;
    const exposure = exposureOf({
      velocityPerHour,
      propagationMs,
      left,
      unitPrice,
      channels: channels.length,
    });
    const capped = capAt(exposure, beyond, unitPrice);
    return { sku, connection, velocityPerHour, propagationMs, measuredAt: now, ...capped };
  });
}

/** No order of the window says a price: units are told all the same. */
const NO_PRICE = money(0, 'XXX');

function capAt(exposure: Exposure, units: number, unitPrice: Money): Exposure {
  if (exposure.boundUnits <= units && exposure.expectedUnits <= units) return exposure;
  const expectedUnits = Math.min(exposure.expectedUnits, units);
  const boundUnits = Math.min(exposure.boundUnits, units);
  const priced = (count: number): Money => money(Math.round(unitPrice.minor * count), unitPrice.currency);
  return { expectedUnits, boundUnits, expected: priced(expectedUnits), bound: priced(boundUnits) };
}
